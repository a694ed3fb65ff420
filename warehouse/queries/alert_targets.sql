-- Targets by their newest seven days: tickets, how many reached it, what is wanted.
WITH newest AS (
    SELECT max(o.day) AS day
    FROM okr_daily AS o
)

SELECT
    o.metric,
    sum(o.tickets)::BIGINT AS tickets,
    sum(o.reached)::BIGINT AS reached,
    any_value(o.target) AS wanted
FROM okr_daily AS o
CROSS JOIN newest AS n
WHERE o.day > n.day - 7
GROUP BY o.metric;
