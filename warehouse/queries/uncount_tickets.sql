-- What was counted of tickets that changed since goes, last of all their facts.
DELETE FROM counted_tickets
WHERE ticket IN (
    SELECT c.ticket
    FROM counted_tickets AS c
    INNER JOIN uncounted AS u ON c.source = u.source AND c.ticket_id = u.ticket_id
);
