CREATE VIEW topic_trend_weekly AS
WITH span AS (
    SELECT
        min(t.created_day) AS first_day,
        date_trunc('week', max(t.created_day))::DATE AS newest_week,
        timezone(
            (
                SELECT a.value FROM account AS a
                WHERE a.key = 'time_zone'
            ), max(t.updated_at
            )
        )::DATE AS as_of
    FROM tickets AS t
),

analysed AS (
    SELECT
        date_trunc('week', t.created_day)::DATE AS week,
        count(*) AS tickets
    FROM counted_tickets AS t
    WHERE t.is_analysed
    GROUP BY ALL
),

counted AS MATERIALIZED (
    SELECT
        k.topic,
        date_trunc('week', k.created_day)::DATE AS week,
        count(*) AS tickets,
        count(DISTINCT k.customer_number) AS customers
    FROM counted_topics AS k
    GROUP BY ALL
),

first_weeks AS (
    SELECT
        c.topic,
        min(c.week) AS first_week
    FROM counted AS c
    GROUP BY c.topic
),

weeks AS (
    SELECT
        f.topic,
        unnest(generate_series(f.first_week, s.newest_week, INTERVAL 7 DAY))::DATE AS week
    FROM first_weeks AS f
    CROSS JOIN span AS s
)

SELECT
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    w.week,
    coalesce(c.tickets, 0) AS tickets,
    coalesce(c.customers, 0) AS customers,
    coalesce(c.tickets / a.tickets, 0) AS share,
    lag(coalesce(c.tickets, 0), 1, 0) OVER by_week AS tickets_week_before,
    coalesce(c.tickets, 0) - lag(coalesce(c.tickets, 0), 1, 0) OVER by_week AS change,
    w.week >= s.first_day AND w.week + 6 < s.as_of AS is_complete
FROM weeks AS w
CROSS JOIN span AS s
INNER JOIN topics AS p ON w.topic = p.number
LEFT JOIN analysed AS a ON w.week = a.week
LEFT JOIN counted AS c ON w.topic = c.topic AND w.week = c.week
WINDOW by_week AS (PARTITION BY p.topic_uid, p.number ORDER BY w.week);

COMMENT ON VIEW topic_trend_weekly
IS 'Tickets of each topic by week, from its first week to the newest, empty weeks included.';
COMMENT ON COLUMN topic_trend_weekly.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_trend_weekly.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN topic_trend_weekly.topic_name
IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN topic_trend_weekly.week
IS 'Monday of the week the tickets were created in, in the account''s time zone.';
COMMENT ON COLUMN topic_trend_weekly.tickets IS 'Tickets that speak of the topic.';
COMMENT ON COLUMN topic_trend_weekly.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN topic_trend_weekly.share
IS 'Part (0..1) of all tickets of that week that were analysed.';
COMMENT ON COLUMN topic_trend_weekly.tickets_week_before IS 'Tickets in the calendar week before.';
COMMENT ON COLUMN topic_trend_weekly.change IS 'tickets less tickets_week_before.';
COMMENT ON COLUMN topic_trend_weekly.is_complete
IS 'Whether the data covers the whole week: it begins by that Monday and goes on past that Sunday.';
