-- All analysed tickets by week, the newest $weeks, empty ones included; complete as in the trends.
WITH span AS (
    SELECT
        min(t.created_day) AS first_day,
        date_trunc('week', max(t.created_day))::DATE AS newest_week,
        date_trunc('week', max(t.created_day))::DATE - (7 * ($weeks - 1))::INTEGER AS earliest_week,
        timezone($time_zone, max(t.updated_at))::DATE AS as_of
    FROM tickets AS t
),

counted AS (
    SELECT
        date_trunc('week', t.created_day)::DATE AS week,
        count(*) AS tickets
    FROM counted_tickets AS t
    WHERE t.is_analysed
    GROUP BY ALL
),

weeks AS (
    SELECT
        unnest(
            generate_series(
                greatest(min(c.week), s.earliest_week), s.newest_week, INTERVAL 7 DAY
            )
        )::DATE AS week
    FROM counted AS c
    CROSS JOIN span AS s
    GROUP BY s.earliest_week, s.newest_week
)

SELECT
    w.week,
    coalesce(c.tickets, 0) AS tickets,
    w.week >= s.first_day AND w.week + 6 < s.as_of AS is_complete
FROM weeks AS w
CROSS JOIN span AS s
LEFT JOIN counted AS c ON w.week = c.week
ORDER BY w.week;
