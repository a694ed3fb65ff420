-- Of one topic's tickets ($topic_uid, or * for all): how many have which version, segment … since
-- $since_day, before it, and among all tickets before it.
WITH picked AS (
    SELECT
        t.created_day >= $since_day::DATE AS is_now,
        $topic_uid = '*' OR tt.topic_uid IS NOT NULL AS is_topic,
        t.version,
        t.segment,
        t.product_area,
        t.channel,
        t.language
    FROM tickets AS t
    LEFT JOIN ticket_topics AS tt
        ON t.source = tt.source AND t.ticket_id = tt.ticket_id AND tt.topic_uid = $topic_uid
    WHERE t.created_day >= $since_day::DATE - 90 AND t.status NOT IN ('spam', 'deleted', 'merged')
),

cut AS (
    UNPIVOT picked ON version, segment, product_area, channel, language
    INTO NAME dimension VALUE value
)

SELECT
    c.dimension,
    c.value,
    count(*) FILTER (c.is_now AND c.is_topic) AS now,
    count(*) FILTER (NOT c.is_now AND c.is_topic) AS before,
    count(*) FILTER (NOT c.is_now) AS everyone
FROM cut AS c
GROUP BY c.dimension, c.value;
