-- Every correction, newest first, and whether it still holds.
SELECT
    c.correction,
    c.task,
    c.value,
    c.ticket_id,
    c.voice_id,
    c.undoes,
    c.undoes IS NULL AND u.correction IS NULL AS holds,
    c.decided_by,
    c.why,
    c.decided_at,
    c.source
FROM label_corrections AS c
LEFT JOIN label_corrections AS u ON c.correction = u.undoes
ORDER BY c.correction DESC;
