-- Customers are counted by a 64-bit hash of their pseudonym, as in topic_trend_weekly.
CREATE VIEW trend_daily AS
WITH newest AS (
    SELECT
        max(t.created_day) AS day,
        min(t.created_day) AS first_day
    FROM tickets AS t
),

analysed AS (
    SELECT
        d.created_day AS day,
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
        d.created_day AS day,
        count(*) AS tickets,
        count(DISTINCT hash(d.customer)) AS customers
    FROM ticket_dimensions AS d
    GROUP BY d.dimension, d.value, d.created_day
),

slots AS (
    SELECT
        c.dimension,
        c.value,
        any_value(c.name) AS name,
        unnest(generate_series(min(c.day), any_value(n.day), INTERVAL 1 DAY))::DATE AS day
    FROM counted AS c
    CROSS JOIN newest AS n
    GROUP BY c.dimension, c.value
),

filled AS (
    SELECT
        s.dimension,
        s.value,
        s.name,
        s.day,
        coalesce(c.tickets, 0) AS tickets,
        coalesce(c.customers, 0) AS customers,
        coalesce(c.tickets / a.tickets, 0) AS share,
        (n.first_day + 28)::DATE <= s.day AS has_past
    FROM slots AS s
    CROSS JOIN newest AS n
    LEFT JOIN counted AS c ON s.dimension = c.dimension AND s.value = c.value AND s.day = c.day
    LEFT JOIN analysed AS a ON s.day = a.day
)

SELECT
    f.dimension,
    f.value,
    f.name,
    f.day,
    f.tickets,
    f.customers,
    f.share,
    if(f.has_past, (
        lag(f.tickets, 7, 0) OVER by_day + lag(f.tickets, 14, 0) OVER by_day
        + lag(f.tickets, 21, 0) OVER by_day + lag(f.tickets, 28, 0) OVER by_day
    ) / 4, NULL) AS usual,
    f.tickets - if(f.has_past, (
        lag(f.tickets, 7, 0) OVER by_day + lag(f.tickets, 14, 0) OVER by_day
        + lag(f.tickets, 21, 0) OVER by_day + lag(f.tickets, 28, 0) OVER by_day
    ) / 4, NULL) AS change
FROM filled AS f
WINDOW by_day AS (PARTITION BY f.dimension, f.value ORDER BY f.day);

COMMENT ON VIEW trend_daily
IS 'Tickets a day by topic, theme, product area, segment, channel and language; name the dimension.';
COMMENT ON COLUMN trend_daily.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN trend_daily.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN trend_daily.name IS 'The same for people.';
COMMENT ON COLUMN trend_daily.day IS 'Day the tickets were created, in the account''s time zone.';
COMMENT ON COLUMN trend_daily.tickets IS 'Tickets of that day.';
COMMENT ON COLUMN trend_daily.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN trend_daily.share IS 'Part (0..1) of all tickets of that day that were analysed.';
COMMENT ON COLUMN trend_daily.usual
IS 'Mean of the same weekday in the four weeks before; empty where the data does not reach back.';
COMMENT ON COLUMN trend_daily.change IS 'tickets less usual.';
