-- The stored messages of the incoming tickets.
SELECT
    source,
    ticket_id,
    message_id,
    source_version,
    position,
    role,
    visibility,
    author,
    sent_at,
    language,
    text
FROM messages
WHERE
    rowid IN (
        SELECT m.rowid
        FROM messages AS m
        INNER JOIN incoming_keys AS k
            ON m.source = k.source AND m.ticket_id = k.ticket_id
    )
ORDER BY source, ticket_id, position;
