-- Links of these tickets, from either end.
DELETE FROM ticket_links
WHERE rowid IN (
    SELECT x.rowid
    FROM ticket_links AS x
    INNER JOIN incoming_keys AS k
        ON x.source = k.source AND (x.ticket_id = k.ticket_id OR x.other_ticket_id = k.ticket_id)
);
