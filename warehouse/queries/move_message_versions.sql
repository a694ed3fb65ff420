-- Messages told again by a newer row in the same words: only their version moves.
UPDATE messages
SET source_version = i.source_version
FROM incoming_message_versions AS i
WHERE
    messages.source = i.source
    AND messages.ticket_id = i.ticket_id
    AND messages.message_id = i.message_id;
