-- The voice whose id begins so, or the voices of the ticket of this id, with their labels.
WITH asked AS (SELECT $target::TEXT AS id)

SELECT
    v.voice_id,
    v.ticket_id,
    v.text,
    v.language,
    l.task,
    l.value,
    l.confidence,
    l.correction
FROM voices AS v
CROSS JOIN asked AS a
LEFT JOIN labels AS l ON v.voice_id = l.voice_id
WHERE v.ticket_id = a.id OR (length(a.id) >= 6 AND starts_with(v.voice_id, a.id))
ORDER BY v.said_at ASC, v.voice_id ASC, l.task ASC
LIMIT 200;
