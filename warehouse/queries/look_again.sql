-- Tickets that lost a message are analysed again from what is left.
UPDATE tickets
SET analysed_sha256 = NULL, no_voice = NULL
FROM incoming_keys AS k
WHERE tickets.source = k.source AND tickets.ticket_id = k.ticket_id;
