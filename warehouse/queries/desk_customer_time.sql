-- Customers' time of the newest $weeks weeks, newest first, the week that is not over included.
SELECT
    c.week,
    c.tickets,
    c.median_hours_to_reply,
    c.median_hours_to_solution,
    c.customer_messages,
    c.recontact_share,
    c.handoffs,
    c.csat,
    c.reopen_share
FROM customer_time_weekly AS c
WHERE c.topic_uid IS NULL
ORDER BY c.week DESC
LIMIT $weeks;
