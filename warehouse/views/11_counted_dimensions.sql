-- Each branch names its dimension, so that a filter on it leaves only that branch to read.
CREATE VIEW counted_dimensions AS
WITH labelled AS (
    SELECT
        v.ticket,
        min(v.product_area) AS product_area
    FROM counted_voices AS v
    WHERE v.product_area IS NOT NULL
    GROUP BY v.ticket
)

SELECT
    'topic' AS dimension,
    p.topic_uid AS value,
    coalesce(p.name_ja, p.name_en) AS name,
    k.ticket,
    k.created_day,
    k.customer_number
FROM counted_topics AS k
INNER JOIN topics AS p ON k.topic = p.number
UNION ALL
SELECT
    'theme' AS dimension,
    h.theme::TEXT AS value,
    any_value(coalesce(h.name_ja, h.name_en)) AS name,
    k.ticket,
    any_value(k.created_day) AS created_day,
    any_value(k.customer_number) AS customer_number
FROM counted_topics AS k
INNER JOIN topics AS p ON k.topic = p.number
INNER JOIN theme_topics AS th ON p.topic_uid = th.topic_uid
INNER JOIN themes AS h ON th.theme = h.theme
GROUP BY h.theme, k.ticket
UNION ALL
SELECT
    'segment' AS dimension,
    c.segment AS value,
    c.segment AS name,
    c.ticket,
    c.created_day,
    c.customer_number
FROM counted_tickets AS c
WHERE c.is_analysed AND c.segment IS NOT NULL
UNION ALL
SELECT
    'channel' AS dimension,
    c.channel AS value,
    c.channel AS name,
    c.ticket,
    c.created_day,
    c.customer_number
FROM counted_tickets AS c
WHERE c.is_analysed
UNION ALL
SELECT
    'language' AS dimension,
    c.language AS value,
    c.language AS name,
    c.ticket,
    c.created_day,
    c.customer_number
FROM counted_tickets AS c
WHERE c.is_analysed
UNION ALL
SELECT
    'product_area' AS dimension,
    coalesce(c.product_area, l.product_area) AS value,
    coalesce(c.product_area, l.product_area) AS name,
    c.ticket,
    c.created_day,
    c.customer_number
FROM counted_tickets AS c
LEFT JOIN labelled AS l ON c.ticket = l.ticket
WHERE c.is_analysed AND coalesce(c.product_area, l.product_area) IS NOT NULL;

COMMENT ON VIEW counted_dimensions
IS 'What ticket_dimensions and the trends are made of: tickets and customers by number.';
COMMENT ON COLUMN counted_dimensions.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN counted_dimensions.value
IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN counted_dimensions.name IS 'The same for people.';
COMMENT ON COLUMN counted_dimensions.ticket IS 'The ticket''s number in counted_tickets.';
COMMENT ON COLUMN counted_dimensions.created_day
IS 'The day it was created, in the account''s time zone.';
COMMENT ON COLUMN counted_dimensions.customer_number IS 'The customer, as a number.';
