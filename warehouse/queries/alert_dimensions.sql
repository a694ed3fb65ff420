-- Of the tickets of $subject (a topic's id, area:… or * for all): how many have which version,
-- segment … since $since_day, before it, and among all tickets before it.
WITH mine AS (
    SELECT k.ticket
    FROM counted_topics AS k
    INNER JOIN topics AS p ON k.topic = p.number
    WHERE p.topic_uid = $subject
),

picked AS (
    SELECT
        c.created_day >= $since_day::DATE AS is_now,
        coalesce($subject = '*' OR 'area:' || c.product_area = $subject, FALSE)
        OR c.ticket IN (SELECT m.ticket FROM mine AS m) AS is_mine,
        c.version,
        c.segment,
        c.product_area,
        c.channel,
        c.language
    FROM counted_tickets AS c
    WHERE c.created_day >= $since_day::DATE - 90
),

cut AS (
    UNPIVOT picked ON version, segment, product_area, channel, language
    INTO NAME dimension VALUE value
)

SELECT
    c.dimension,
    c.value,
    count(*) FILTER (c.is_now AND c.is_mine) AS now,
    count(*) FILTER (NOT c.is_now AND c.is_mine) AS before,
    count(*) FILTER (NOT c.is_now) AS everyone
FROM cut AS c
GROUP BY c.dimension, c.value;
