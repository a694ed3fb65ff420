-- Days and weeks of one kind: what is usual is the mean of the same weekday of the four weeks
-- before, of a week the four weeks before it. Periods of one weekday lie seven days apart either
-- way, so one window serves both.
CREATE VIEW trends AS
WITH span AS (
    SELECT
        min(t.created_day) AS first_day,
        max(t.created_day) AS day
    FROM tickets AS t
),

grains AS (
    SELECT
        'day' AS grain,
        s.first_day AS first_period,
        s.day AS last_period,
        1 AS days
    FROM span AS s
    UNION ALL
    SELECT
        'week' AS grain,
        date_trunc('week', s.first_day)::DATE AS first_period,
        date_trunc('week', s.day)::DATE AS last_period,
        7 AS days
    FROM span AS s
),

analysed AS (
    SELECT
        'day' AS grain,
        c.created_day AS period,
        count(*) AS tickets
    FROM counted_tickets AS c
    WHERE c.is_analysed
    GROUP BY c.created_day
    UNION ALL
    SELECT
        'week' AS grain,
        date_trunc('week', c.created_day)::DATE AS period,
        count(*) AS tickets
    FROM counted_tickets AS c
    WHERE c.is_analysed
    GROUP BY date_trunc('week', c.created_day)::DATE
),

counted AS (
    SELECT
        'day' AS grain,
        d.dimension,
        d.value,
        any_value(d.name) AS name,
        d.created_day AS period,
        count(*) AS tickets,
        count(DISTINCT d.customer_number) AS customers
    FROM counted_dimensions AS d
    GROUP BY d.dimension, d.value, d.created_day
    UNION ALL
    SELECT
        'week' AS grain,
        d.dimension,
        d.value,
        any_value(d.name) AS name,
        date_trunc('week', d.created_day)::DATE AS period,
        count(*) AS tickets,
        count(DISTINCT d.customer_number) AS customers
    FROM counted_dimensions AS d
    GROUP BY d.dimension, d.value, date_trunc('week', d.created_day)::DATE
),

slots AS (
    SELECT
        c.grain,
        c.dimension,
        c.value,
        any_value(c.name) AS name,
        unnest(
            generate_series(min(c.period), any_value(g.last_period), to_days(any_value(g.days)))
        )::DATE AS period
    FROM counted AS c
    INNER JOIN grains AS g ON c.grain = g.grain
    GROUP BY c.grain, c.dimension, c.value
),

filled AS (
    SELECT
        s.grain,
        s.dimension,
        s.value,
        s.name,
        s.period,
        coalesce(c.tickets, 0) AS tickets,
        coalesce(c.customers, 0) AS customers,
        coalesce(c.tickets / a.tickets, 0) AS share,
        (g.first_period + 28)::DATE <= s.period AS has_past
    FROM slots AS s
    INNER JOIN grains AS g ON s.grain = g.grain
    LEFT JOIN counted AS c
        ON
            s.grain = c.grain
            AND s.dimension = c.dimension
            AND s.value = c.value
            AND s.period = c.period
    LEFT JOIN analysed AS a ON s.grain = a.grain AND s.period = a.period
),

compared AS (
    SELECT
        f.*,
        if(f.has_past, coalesce(sum(f.tickets) OVER four_before, 0) / 4, NULL) AS usual
    FROM filled AS f
    WINDOW four_before AS (
        PARTITION BY f.grain, f.dimension, f.value, isodow(f.period)
        ORDER BY f.period
        ROWS BETWEEN 4 PRECEDING AND 1 PRECEDING
    )
)

SELECT
    c.grain,
    c.dimension,
    c.value,
    c.name,
    c.period,
    c.tickets,
    c.customers,
    c.share,
    c.usual,
    c.tickets - c.usual AS change
FROM compared AS c;

COMMENT ON VIEW trends IS 'What trend_daily and trend_weekly show; always name grain and dimension.';
COMMENT ON COLUMN trends.grain IS 'day or week.';
COMMENT ON COLUMN trends.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN trends.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN trends.name IS 'The same for people.';
COMMENT ON COLUMN trends.period IS 'The day, or the Monday of the week.';
COMMENT ON COLUMN trends.tickets IS 'Tickets of that day or week.';
COMMENT ON COLUMN trends.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN trends.share IS 'Part (0..1) of all tickets of that time that were analysed.';
COMMENT ON COLUMN trends.usual
IS 'Mean of the four periods seven days apart before it; empty where the data does not reach back.';
COMMENT ON COLUMN trends.change IS 'tickets less usual.';
