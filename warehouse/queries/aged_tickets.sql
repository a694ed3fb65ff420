-- The oldest tickets that still hold a message, last changed before the cut.
SELECT
    t.source,
    t.ticket_id
FROM tickets AS t
WHERE
    t.updated_at < $before
    AND EXISTS (
        SELECT 1 FROM messages AS m
        WHERE m.source = t.source AND m.ticket_id = t.ticket_id
    )
ORDER BY t.updated_at, t.source, t.ticket_id
LIMIT $most;
