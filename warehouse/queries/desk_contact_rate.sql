-- Tickets per 1,000 active customers, month by month, newest first.
SELECT
    r.month,
    r.tickets,
    r.active_customers,
    r.per_1000,
    r.per_1000_low,
    r.per_1000_high,
    r.target
FROM contact_rate AS r
WHERE r.topic_uid IS NULL
ORDER BY r.month DESC;
