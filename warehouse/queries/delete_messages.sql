-- Everything of these tickets goes.
DELETE FROM messages
WHERE rowid IN (
    SELECT x.rowid
    FROM messages AS x
    INNER JOIN incoming_keys AS k ON x.source = k.source AND x.ticket_id = k.ticket_id
);
