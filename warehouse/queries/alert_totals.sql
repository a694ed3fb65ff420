-- All tickets by slot since $first_day: those that are analysed, and all that came; the same
-- moment, customer and words count once.
WITH said AS (
    SELECT
        t.source,
        t.ticket_id,
        any_value(t.created_at) AS created_at,
        any_value(t.customer) AS customer,
        any_value(t.created_day) AS created_day,
        bool_or(t.analysed_sha256 IS NOT NULL) AS is_analysed,
        min(hash(m.text)) FILTER (m.role = 'customer') AS words
    FROM tickets AS t
    LEFT JOIN messages AS m ON t.source = m.source AND t.ticket_id = m.ticket_id
    WHERE t.created_day >= $first_day AND t.status NOT IN ('spam', 'deleted', 'merged')
    GROUP BY t.source, t.ticket_id
),

once AS (
    SELECT
        if(
            $hourly,
            24 * (s.created_day - $first_day::DATE) + hour(timezone($time_zone, s.created_at)),
            s.created_day - $first_day::DATE
        ) AS slot,
        bool_or(s.is_analysed) AS is_analysed
    FROM said AS s
    GROUP BY slot, s.created_at, s.customer, s.words
)

SELECT
    o.slot,
    count(*) FILTER (o.is_analysed) AS analysed,
    count(*) AS tickets
FROM once AS o
GROUP BY o.slot;
