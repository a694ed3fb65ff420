-- Every voice of which people said what it is in a task.
SELECT
    v.voice_id,
    v.source,
    v.ticket_id,
    v.message_id,
    v.start,
    v.stop,
    v.text,
    v.language,
    v.said_at,
    v.kind,
    v.opening,
    l.value
FROM labels AS l
INNER JOIN voices AS v ON l.voice_id = v.voice_id
WHERE l.task = $task AND l.correction IS NOT NULL
ORDER BY v.voice_id;
