-- The newest whole month with active customers: tickets, and how many the target allows.
SELECT
    c.month,
    c.tickets,
    c.target * c.active_customers / 1000 AS allowed
FROM contact_rate AS c
WHERE
    c.topic_uid IS NULL
    AND c.target IS NOT NULL
    AND c.month + INTERVAL 1 MONTH <= (SELECT max(t.created_day) FROM tickets AS t)
ORDER BY c.month DESC
LIMIT 1;
