-- The voice whose id begins so, or the voices of the ticket of this id, with their labels.
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
LEFT JOIN labels AS l ON v.voice_id = l.voice_id
WHERE v.ticket_id = $target OR (length($target) >= 6 AND starts_with(v.voice_id, $target))
ORDER BY v.said_at ASC, v.voice_id ASC, l.task ASC
LIMIT 200;
