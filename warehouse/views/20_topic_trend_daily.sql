CREATE VIEW topic_trend_daily AS
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
),

counted AS MATERIALIZED (
    SELECT
        k.topic,
        k.created_day AS day,
        count(*) AS tickets,
        count(DISTINCT k.customer_number) AS customers
    FROM counted_topics AS k
    GROUP BY k.topic, k.created_day
),

first_days AS (
    SELECT
        c.topic,
        min(c.day) AS first_day
    FROM counted AS c
    GROUP BY c.topic
),

days AS (
    SELECT
        f.topic,
        unnest(generate_series(f.first_day, n.day, INTERVAL 1 DAY))::DATE AS day
    FROM first_days AS f
    CROSS JOIN newest AS n
)

SELECT
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    d.day,
    coalesce(c.tickets, 0) AS tickets,
    coalesce(c.customers, 0) AS customers
FROM days AS d
INNER JOIN topics AS p ON d.topic = p.number
LEFT JOIN counted AS c ON d.topic = c.topic AND d.day = c.day;

COMMENT ON VIEW topic_trend_daily
IS 'Tickets of each topic by day, from its first to the newest day of the data, empty days included.';
COMMENT ON COLUMN topic_trend_daily.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_trend_daily.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN topic_trend_daily.topic_name
IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN topic_trend_daily.day
IS 'Day on which the tickets were created, in the account''s time zone.';
COMMENT ON COLUMN topic_trend_daily.tickets IS 'Tickets that speak of the topic.';
COMMENT ON COLUMN topic_trend_daily.customers IS 'Distinct customers among them.';
