-- A voice with two labels for one task (labels has no key; it would cost more than its rows).
SELECT
    l.voice_id,
    l.task,
    count(*) AS labels
FROM labels AS l
GROUP BY l.voice_id, l.task
HAVING count(*) > 1;
