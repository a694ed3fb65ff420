-- Each branch names its dimension, so that a filter on it leaves only that branch to read.
CREATE VIEW ticket_dimensions AS
WITH kept AS (
    SELECT
        t.source,
        t.ticket_id,
        t.created_day,
        coalesce(t.customer, t.source || '/' || t.ticket_id) AS customer,
        t.segment,
        t.channel,
        t.language,
        t.product_area
    FROM tickets AS t
    WHERE t.analysed_sha256 IS NOT NULL AND t.status NOT IN ('spam', 'deleted', 'merged')
),

labelled AS (
    SELECT
        a.source,
        a.ticket_id,
        min(l.value) AS product_area
    FROM labels AS l
    INNER JOIN assignments AS a ON l.voice_id = a.voice_id
    WHERE l.task = 'product_area' AND l.value IS NOT NULL
    GROUP BY a.source, a.ticket_id
)

SELECT
    'topic' AS dimension,
    tt.topic_uid AS value,
    tt.topic_name AS name,
    tt.source,
    tt.ticket_id,
    tt.created_day,
    tt.customer
FROM ticket_topics AS tt
UNION ALL
SELECT
    'theme' AS dimension,
    h.theme::TEXT AS value,
    any_value(coalesce(h.name_ja, h.name_en)) AS name,
    tt.source,
    tt.ticket_id,
    any_value(tt.created_day) AS created_day,
    any_value(tt.customer) AS customer
FROM ticket_topics AS tt
INNER JOIN theme_topics AS th ON tt.topic_uid = th.topic_uid
INNER JOIN themes AS h ON th.theme = h.theme
GROUP BY h.theme, tt.source, tt.ticket_id
UNION ALL
SELECT
    'segment' AS dimension,
    k.segment AS value,
    k.segment AS name,
    k.source,
    k.ticket_id,
    k.created_day,
    k.customer
FROM kept AS k
WHERE k.segment IS NOT NULL
UNION ALL
SELECT
    'channel' AS dimension,
    k.channel AS value,
    k.channel AS name,
    k.source,
    k.ticket_id,
    k.created_day,
    k.customer
FROM kept AS k
UNION ALL
SELECT
    'language' AS dimension,
    k.language AS value,
    k.language AS name,
    k.source,
    k.ticket_id,
    k.created_day,
    k.customer
FROM kept AS k
UNION ALL
SELECT
    'product_area' AS dimension,
    coalesce(k.product_area, l.product_area) AS value,
    coalesce(k.product_area, l.product_area) AS name,
    k.source,
    k.ticket_id,
    k.created_day,
    k.customer
FROM kept AS k
LEFT JOIN labelled AS l ON k.source = l.source AND k.ticket_id = l.ticket_id
WHERE coalesce(k.product_area, l.product_area) IS NOT NULL;

COMMENT ON VIEW ticket_dimensions
IS 'Every counted ticket once for each thing that trends are cut by; always name the dimension.';
COMMENT ON COLUMN ticket_dimensions.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN ticket_dimensions.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN ticket_dimensions.name IS 'The same for people.';
COMMENT ON COLUMN ticket_dimensions.source IS 'The helpdesk account.';
COMMENT ON COLUMN ticket_dimensions.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN ticket_dimensions.created_day
IS 'The day it was created, in the account''s time zone.';
COMMENT ON COLUMN ticket_dimensions.customer
IS 'Pseudonym of the customer; a ticket whose helpdesk names none counts as a customer of its own.';
