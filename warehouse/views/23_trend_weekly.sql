-- Customers are counted by a 64-bit hash of their pseudonym, as in topic_trend_weekly.
CREATE VIEW trend_weekly AS
WITH newest AS (
    SELECT
        date_trunc('week', max(t.created_day))::DATE AS week,
        date_trunc('week', min(t.created_day))::DATE AS first_week
    FROM tickets AS t
),

analysed AS (
    SELECT
        date_trunc('week', d.created_day)::DATE AS week,
        count(*) AS tickets
    FROM tickets AS d
    WHERE d.analysed_sha256 IS NOT NULL AND d.status NOT IN ('spam', 'deleted', 'merged')
    GROUP BY ALL
),

counted AS MATERIALIZED (
    SELECT
        d.dimension,
        d.value,
        any_value(d.name) AS name,
        date_trunc('week', d.created_day)::DATE AS week,
        count(*) AS tickets,
        count(DISTINCT hash(d.customer)) AS customers
    FROM ticket_dimensions AS d
    GROUP BY d.dimension, d.value, date_trunc('week', d.created_day)::DATE
),

slots AS (
    SELECT
        c.dimension,
        c.value,
        any_value(c.name) AS name,
        unnest(generate_series(min(c.week), any_value(n.week), INTERVAL 7 DAY))::DATE AS week
    FROM counted AS c
    CROSS JOIN newest AS n
    GROUP BY c.dimension, c.value
),

filled AS (
    SELECT
        s.dimension,
        s.value,
        s.name,
        s.week,
        coalesce(c.tickets, 0) AS tickets,
        coalesce(c.customers, 0) AS customers,
        coalesce(c.tickets / a.tickets, 0) AS share,
        (n.first_week + 28)::DATE <= s.week AS has_past
    FROM slots AS s
    CROSS JOIN newest AS n
    LEFT JOIN counted AS c ON s.dimension = c.dimension AND s.value = c.value AND s.week = c.week
    LEFT JOIN analysed AS a ON s.week = a.week
)

SELECT
    f.dimension,
    f.value,
    f.name,
    f.week,
    f.tickets,
    f.customers,
    f.share,
    if(f.has_past, (
        lag(f.tickets, 1, 0) OVER by_week + lag(f.tickets, 2, 0) OVER by_week
        + lag(f.tickets, 3, 0) OVER by_week + lag(f.tickets, 4, 0) OVER by_week
    ) / 4, NULL) AS usual,
    f.tickets - if(f.has_past, (
        lag(f.tickets, 1, 0) OVER by_week + lag(f.tickets, 2, 0) OVER by_week
        + lag(f.tickets, 3, 0) OVER by_week + lag(f.tickets, 4, 0) OVER by_week
    ) / 4, NULL) AS change
FROM filled AS f
WINDOW by_week AS (PARTITION BY f.dimension, f.value ORDER BY f.week);

COMMENT ON VIEW trend_weekly
IS 'Tickets a week by topic, theme, product area, segment, channel and language; name the dimension.';
COMMENT ON COLUMN trend_weekly.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN trend_weekly.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN trend_weekly.name IS 'The same for people.';
COMMENT ON COLUMN trend_weekly.week
IS 'Monday of the week the tickets were created in, in the account''s time zone.';
COMMENT ON COLUMN trend_weekly.tickets IS 'Tickets of that week.';
COMMENT ON COLUMN trend_weekly.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN trend_weekly.share
IS 'Part (0..1) of all tickets of that week that were analysed.';
COMMENT ON COLUMN trend_weekly.usual
IS 'Mean of the four weeks before; empty where the data does not reach back.';
COMMENT ON COLUMN trend_weekly.change IS 'tickets less usual.';
