-- The hash of what is left of a ticket; one that was analysed as it stood still counts as such.
UPDATE tickets
SET
    content_sha256 = i.content_sha256,
    analysed_sha256 = if(
        tickets.analysed_sha256 = tickets.content_sha256,
        i.content_sha256,
        tickets.analysed_sha256
    )
FROM incoming_hashes AS i
WHERE tickets.source = i.source AND tickets.ticket_id = i.ticket_id;
