-- Single messages that go from tickets that stay.
DELETE FROM messages
WHERE rowid IN (
    SELECT m.rowid
    FROM messages AS m
    INNER JOIN incoming_message_keys AS k
        ON m.source = k.source AND m.ticket_id = k.ticket_id AND m.message_id = k.message_id
);
