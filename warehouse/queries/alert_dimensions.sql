-- Of the tickets of $subject (a topic's id, area:… or * for all): how many have which version,
-- segment … since $since_day, before it, and among all tickets before it.
WITH mine AS (
    SELECT
        tt.source,
        tt.ticket_id
    FROM ticket_topics AS tt
    WHERE tt.topic_uid = $subject
    UNION
    SELECT
        t.source,
        t.ticket_id
    FROM tickets AS t
    WHERE $subject = '*' OR 'area:' || t.product_area = $subject
),

picked AS (
    SELECT
        t.created_day >= $since_day::DATE AS is_now,
        m.ticket_id IS NOT NULL AS is_mine,
        t.version,
        t.segment,
        t.product_area,
        t.channel,
        t.language
    FROM tickets AS t
    LEFT JOIN mine AS m ON t.source = m.source AND t.ticket_id = m.ticket_id
    WHERE t.created_day >= $since_day::DATE - 90 AND t.status NOT IN ('spam', 'deleted', 'merged')
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
