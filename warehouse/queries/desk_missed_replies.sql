-- Customers who wrote last and hear nothing, longest waiting first.
SELECT
    m.ticket_id,
    m.url AS ticket_url,
    m.segment,
    m.waiting_since,
    m.hours_waiting
FROM missed_replies AS m
ORDER BY m.waiting_since ASC, m.ticket_id ASC;
