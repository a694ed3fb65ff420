-- All voices of a topic, in canonical order.
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
    v.opening
FROM assignments AS a
INNER JOIN voices AS v ON a.voice_id = v.voice_id
WHERE a.topic_uid = $topic_uid
ORDER BY v.source, v.said_at, v.ticket_id, v.message_id, v.start;
