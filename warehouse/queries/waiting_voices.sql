-- The discovery pool: the newest voices that fit nowhere, handed over in canonical order.
WITH newest AS (
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
    INNER JOIN tickets AS t
        ON v.source = t.source AND v.ticket_id = t.ticket_id
    WHERE
        a.no_topic = 'waiting'
        AND v.stop > v.start
        AND t.status NOT IN ('spam', 'deleted', 'merged')
    ORDER BY v.said_at DESC, v.source ASC, v.ticket_id ASC, v.message_id ASC, v.start ASC
    LIMIT $max_voices
)

SELECT *
FROM newest
ORDER BY source, said_at, ticket_id, message_id, start;
