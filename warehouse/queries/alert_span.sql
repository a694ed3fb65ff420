-- Whether there is anything to test, until when, and whether creation times tell the hour.
WITH newest AS (
    SELECT max(t.created_at) AS moment
    FROM tickets AS t
)

SELECT
    min(t.created_day) AS first_day,
    max(t.created_day) AS last_day,
    max(t.created_at) AS last_moment,
    count(DISTINCT hour(t.created_at)) FILTER (t.created_at > n.moment - INTERVAL 7 DAY) > 3
        AS tells_hours
FROM tickets AS t
CROSS JOIN newest AS n
WHERE t.status NOT IN ('spam', 'deleted', 'merged');
