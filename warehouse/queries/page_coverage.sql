-- Where every ticket stands; each is counted in exactly one column.
WITH points AS (
    SELECT
        v.ticket,
        bool_or(v.topic IS NOT NULL) AS in_topic,
        coalesce(bool_or(v.no_topic = 'waiting'), FALSE) AS waiting,
        coalesce(bool_or(v.no_topic = 'too_short'), FALSE) AS too_short
    FROM counted_voices AS v
    GROUP BY v.ticket
),

placed AS (
    SELECT
        CASE
            WHEN NOT t.is_analysed AND t.status IN ('resolved', 'closed') THEN 'settling'
            WHEN NOT t.is_analysed THEN 'open'
            WHEN p.ticket IS NULL THEN 'no_voice'
            WHEN p.in_topic THEN 'in_topic'
            WHEN p.waiting THEN 'waiting'
            WHEN p.too_short THEN 'too_short'
            ELSE 'context'
        END AS place
    FROM counted_tickets AS t
    LEFT JOIN points AS p ON t.ticket = p.ticket
)

SELECT
    count(*) FILTER (d.place = 'in_topic') AS in_topic,
    count(*) FILTER (d.place = 'waiting') AS waiting,
    count(*) FILTER (d.place = 'too_short') AS too_short,
    count(*) FILTER (d.place = 'context') AS context,
    count(*) FILTER (d.place = 'no_voice') AS no_voice,
    count(*) FILTER (d.place = 'settling') AS settling,
    count(*) FILTER (d.place = 'open') AS open_tickets,
    (
        SELECT count(*) FROM tickets AS t
        WHERE t.status IN ('spam', 'deleted', 'merged')
    ) AS left_out
FROM placed AS d;
