-- All voices of a topic, in canonical order.
WITH placed AS (
    SELECT a.voice_id
    FROM assignments AS a
    WHERE a.topic_uid = $topic
)

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
FROM placed
INNER JOIN voices AS v ON placed.voice_id = v.voice_id
WHERE v.stop > v.start
ORDER BY v.source, v.said_at, v.ticket_id, v.message_id, v.start;
