-- Tickets told again by a newer row with the same content: only their version moves.
UPDATE tickets
SET
    source_version = i.source_version,
    updated_at = i.updated_at
FROM incoming_versions AS i
WHERE tickets.source = i.source AND tickets.ticket_id = i.ticket_id;
