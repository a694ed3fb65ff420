-- What these people wrote in the tickets of others.
SELECT
    m.source,
    m.ticket_id,
    m.message_id
FROM messages AS m
INNER JOIN incoming_ids AS i ON m.author = i.id
WHERE NOT EXISTS (
    SELECT 1 FROM incoming_keys AS k
    WHERE k.source = m.source AND k.ticket_id = m.ticket_id
)
ORDER BY m.source, m.ticket_id, m.message_id;
