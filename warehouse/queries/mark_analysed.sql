-- These tickets were analysed with this content.
UPDATE tickets
SET analysed_sha256 = i.content_sha256, no_voice = i.no_voice
FROM incoming_analysed AS i
WHERE tickets.source = i.source AND tickets.ticket_id = i.ticket_id;
