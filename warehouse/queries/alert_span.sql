-- Whether there is anything to test, until when, and whether creation times tell the hour.
WITH span AS (
    SELECT
        min(c.created_day) AS first_day,
        max(c.created_day) AS last_day,
        max(c.created_at) AS last_moment
    FROM counted_tickets AS c
)

SELECT
    s.first_day,
    s.last_day,
    s.last_moment,
    (
        SELECT count(DISTINCT hour(c.created_at)) > 3
        FROM counted_tickets AS c
        WHERE c.created_at > s.last_moment - INTERVAL 7 DAY
    ) AS tells_hours
FROM span AS s;
