-- The tickets of these people, with what names them in a quote.
SELECT
    t.source,
    t.ticket_id,
    t.url
FROM tickets AS t
INNER JOIN incoming_ids AS i ON t.customer = i.id
ORDER BY t.source, t.ticket_id;
