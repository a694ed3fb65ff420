-- Tickets by week, empty weeks included: of topic $number, NULL for all analysed tickets; the newest
-- $weeks, NULL for all weeks. Complete as in topic_trend_weekly, which is not asked here since it
-- counts every topic to tell of one.
WITH span AS (
    SELECT
        min(t.created_day) AS first_day,
        date_trunc('week', max(t.created_day))::DATE AS newest_week,
        date_trunc('week', max(t.created_day))::DATE - (7 * ($weeks - 1))::INTEGER AS earliest_week,
        timezone($time_zone, max(t.updated_at))::DATE AS as_of
    FROM tickets AS t
),

days AS (
    SELECT t.created_day
    FROM counted_tickets AS t
    WHERE $number IS NULL AND t.is_analysed
    UNION ALL
    SELECT k.created_day
    FROM counted_topics AS k
    WHERE k.topic = $number
),

counted AS (
    SELECT
        date_trunc('week', d.created_day)::DATE AS week,
        count(*) AS tickets
    FROM days AS d
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
