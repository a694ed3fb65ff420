-- What was counted of tickets that changed since goes.
DELETE FROM counted_topics
WHERE ticket IN (
    SELECT c.ticket
    FROM counted_tickets AS c
    INNER JOIN uncounted AS u ON c.source = u.source AND c.ticket_id = u.ticket_id
);
