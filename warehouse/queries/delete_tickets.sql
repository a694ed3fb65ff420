-- Everything of these tickets goes.
DELETE FROM tickets
WHERE rowid IN (
    SELECT x.rowid
    FROM tickets AS x
    INNER JOIN incoming_keys AS k ON x.source = k.source AND x.ticket_id = k.ticket_id
);
