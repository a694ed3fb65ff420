-- Days after the newest of the data cannot be counted, so rates are by the days that can.
CREATE VIEW event_topics AS
WITH span AS (
    SELECT
        min(t.created_day) AS first_day,
        max(t.created_day) AS last_day
    FROM tickets AS t
),

windows AS (
    SELECT
        e.kind,
        e.name,
        e.began_on,
        greatest(e.began_on - 28, s.first_day) AS from_day,
        least(e.began_on + 27, s.last_day) AS to_day
    FROM product_events AS e
    CROSS JOIN span AS s
    WHERE e.began_on > s.first_day AND e.began_on <= s.last_day
),

counted AS (
    SELECT
        w.kind,
        w.name,
        w.began_on,
        any_value(w.began_on - w.from_day) AS days_before,
        any_value(w.to_day - w.began_on + 1) AS days_after,
        k.topic,
        count(*) FILTER (k.created_day < w.began_on) AS tickets_before,
        count(*) FILTER (k.created_day >= w.began_on) AS tickets_after,
        count(DISTINCT k.customer_number) FILTER (k.created_day >= w.began_on) AS customers_after
    FROM windows AS w
    INNER JOIN counted_topics AS k ON k.created_day BETWEEN w.from_day AND w.to_day
    GROUP BY w.kind, w.name, w.began_on, k.topic
)

SELECT
    c.kind,
    c.name,
    c.began_on,
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    c.tickets_before,
    c.tickets_after,
    c.customers_after,
    c.tickets_before / c.days_before AS per_day_before,
    c.tickets_after / c.days_after AS per_day_after,
    c.tickets_after - c.tickets_before * c.days_after / c.days_before AS change
FROM counted AS c
INNER JOIN topics AS p ON c.topic = p.number;

COMMENT ON VIEW event_topics
IS 'Each topic in the 28 days before and after a release, campaign or incident.';
COMMENT ON COLUMN event_topics.kind IS 'release, campaign or incident.';
COMMENT ON COLUMN event_topics.name IS 'What it is called; of a release the version.';
COMMENT ON COLUMN event_topics.began_on IS 'Its first day, which counts as after.';
COMMENT ON COLUMN event_topics.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN event_topics.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN event_topics.topic_name IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN event_topics.tickets_before
IS 'Tickets in the up to 28 days before that the data holds.';
COMMENT ON COLUMN event_topics.tickets_after IS 'Tickets in the up to 28 days from its first.';
COMMENT ON COLUMN event_topics.customers_after IS 'Distinct customers among those.';
COMMENT ON COLUMN event_topics.per_day_before IS 'Tickets a day before.';
COMMENT ON COLUMN event_topics.per_day_after IS 'Tickets a day after.';
COMMENT ON COLUMN event_topics.change
IS 'tickets_after less what the days before let expect for as many days.';
