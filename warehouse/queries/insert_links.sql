-- How tickets hang together; told twice it is still one link.
INSERT INTO ticket_links (source, ticket_id, kind, other_ticket_id)
SELECT
    i.source,
    i.ticket_id,
    i.kind,
    i.other_ticket_id
FROM incoming_links AS i
QUALIFY
    row_number() OVER (
        PARTITION BY i.source, i.ticket_id, i.kind, i.other_ticket_id
    ) = 1
ON CONFLICT DO NOTHING;
