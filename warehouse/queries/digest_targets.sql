-- What support reached in the $slot_days up to the newest day.
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
)

SELECT
    o.metric,
    sum(o.tickets)::BIGINT AS tickets,
    sum(o.reached) / sum(o.tickets) AS share,
    any_value(o.target) AS target
FROM okr_daily AS o
CROSS JOIN newest AS n
WHERE o.day > n.day - $slot_days
GROUP BY o.metric
ORDER BY o.metric;
