-- Where every ticket stands; each is counted in exactly one column. Most are in a topic: only the
-- others are asked for their voices.
WITH stands AS (
    SELECT
        count(*) FILTER (t.is_analysed) AS analysed,
        count(*) FILTER (
            NOT t.is_analysed AND t.status IN ('resolved', 'closed')
        ) AS settling,
        count(*) FILTER (
            NOT t.is_analysed AND t.status NOT IN ('resolved', 'closed')
        ) AS open_tickets
    FROM counted_tickets AS t
),

others AS MATERIALIZED (
    SELECT t.ticket
    FROM counted_tickets AS t
    ANTI JOIN counted_topics AS k ON t.ticket = k.ticket
    WHERE t.is_analysed
),

points AS (
    SELECT
        v.ticket,
        coalesce(bool_or(v.no_topic = 'waiting'), FALSE) AS waiting,
        coalesce(bool_or(v.no_topic = 'too_short'), FALSE) AS too_short
    FROM counted_voices AS v
    WHERE v.ticket IN (SELECT o.ticket FROM others AS o)
    GROUP BY v.ticket
),

placed AS (
    SELECT
        count(*) AS tickets,
        count(*) FILTER (p.waiting) AS waiting,
        count(*) FILTER (p.too_short AND NOT p.waiting) AS too_short,
        count(*) FILTER (NOT p.too_short AND NOT p.waiting) AS context,
        count(*) FILTER (p.ticket IS NULL) AS no_voice
    FROM others AS o
    LEFT JOIN points AS p ON o.ticket = p.ticket
)

SELECT
    s.analysed - p.tickets AS in_topic,
    p.waiting,
    p.too_short,
    p.context,
    p.no_voice,
    s.settling,
    s.open_tickets,
    (
        SELECT count(*) FROM tickets AS t
        WHERE t.status IN ('spam', 'deleted', 'merged')
    ) AS left_out
FROM stands AS s
CROSS JOIN placed AS p;
