-- All tickets by slot of $slot_days, the newest $slots, numbered from 0; empty ones included.
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
),

counted AS (
    SELECT
        (n.day - t.created_day) // $slot_days AS ago,
        count(*) AS tickets
    FROM tickets AS t
    CROSS JOIN newest AS n
    WHERE
        t.status NOT IN ('spam', 'deleted', 'merged')
        AND t.created_day > n.day - $slots * $slot_days
    GROUP BY ago
)

SELECT
    any_value(n.day) AS newest_day,
    list(coalesce(c.tickets, 0) ORDER BY s.ago DESC) AS tickets
FROM range($slots) AS s (ago)
CROSS JOIN newest AS n
LEFT JOIN counted AS c ON s.ago = c.ago;
