-- Tickets of this account that a helpdesk told itself (their first message has its mark at the
-- end of the id) and that are not gone yet, from one id on.
WITH told AS (
    SELECT
        source,
        ticket_id
    FROM messages
    WHERE
        source = $source
        AND ticket_id > $after
        AND message_id = concat(ticket_id, $opening)
)

SELECT t.ticket_id
FROM tickets AS t
SEMI JOIN told ON t.source = told.source AND t.ticket_id = told.ticket_id
WHERE t.status NOT IN ('deleted', 'merged')
ORDER BY t.ticket_id
LIMIT $most;
