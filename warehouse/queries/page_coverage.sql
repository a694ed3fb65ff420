-- Where every ticket stands; each is counted in exactly one column.
WITH points AS (
    SELECT
        a.source,
        a.ticket_id,
        bool_or(a.topic_uid IS NOT NULL) AS in_topic,
        coalesce(bool_or(a.no_topic = 'waiting'), FALSE) AS waiting,
        coalesce(bool_or(a.no_topic = 'too_short'), FALSE) AS too_short
    FROM assignments AS a
    GROUP BY a.source, a.ticket_id
),

placed AS (
    SELECT
        CASE
            WHEN t.status IN ('spam', 'deleted', 'merged') THEN 'left_out'
            WHEN t.analysed_sha256 IS NULL AND t.status IN ('resolved', 'closed') THEN 'settling'
            WHEN t.analysed_sha256 IS NULL THEN 'open'
            WHEN p.ticket_id IS NULL THEN 'no_voice'
            WHEN p.in_topic THEN 'in_topic'
            WHEN p.waiting THEN 'waiting'
            WHEN p.too_short THEN 'too_short'
            ELSE 'context'
        END AS place
    FROM tickets AS t
    LEFT JOIN points AS p ON t.source = p.source AND t.ticket_id = p.ticket_id
)

SELECT
    count(*) FILTER (d.place = 'in_topic') AS in_topic,
    count(*) FILTER (d.place = 'waiting') AS waiting,
    count(*) FILTER (d.place = 'too_short') AS too_short,
    count(*) FILTER (d.place = 'context') AS context,
    count(*) FILTER (d.place = 'no_voice') AS no_voice,
    count(*) FILTER (d.place = 'settling') AS settling,
    count(*) FILTER (d.place = 'open') AS open_tickets,
    count(*) FILTER (d.place = 'left_out') AS left_out
FROM placed AS d;
