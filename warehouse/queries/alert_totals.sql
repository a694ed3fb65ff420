-- All tickets by slot since $first_day: those that are analysed, and all that came; the same
-- moment, customer and words count once. Words are read only where moment and customer are the
-- same.
WITH recent AS (
    SELECT
        c.ticket,
        c.source,
        c.ticket_id,
        c.created_at,
        c.is_analysed,
        if(
            $hourly,
            24 * (c.created_day - $first_day::DATE) + hour(timezone($time_zone, c.created_at)),
            c.created_day - $first_day::DATE
        ) AS slot,
        if(c.customer = c.source || '/' || c.ticket_id, 0, c.customer_number) AS person
    FROM counted_tickets AS c
    WHERE c.created_day >= $first_day
),

repeated AS (
    SELECT
        r.created_at,
        r.person
    FROM recent AS r
    GROUP BY r.created_at, r.person
    HAVING count(*) > 1
),

twins AS (
    SELECT r.*
    FROM recent AS r
    SEMI JOIN repeated AS x ON r.created_at = x.created_at AND r.person = x.person
),

-- few of many: where they lie first, by a look at the ids alone, then their texts by row
places AS MATERIALIZED (
    SELECT
        t.ticket,
        m.rowid AS place
    FROM twins AS t
    INNER JOIN messages AS m ON t.source = m.source AND t.ticket_id = m.ticket_id
    WHERE m.role = 'customer'
),

said AS (
    SELECT
        p.ticket,
        min(hash(m.text)) AS words
    FROM messages AS m
    INNER JOIN places AS p ON m.rowid = p.place
    WHERE m.rowid IN (SELECT w.place FROM places AS w)
    GROUP BY p.ticket
),

once AS (
    SELECT
        r.slot,
        r.is_analysed
    FROM recent AS r
    ANTI JOIN repeated AS x ON r.created_at = x.created_at AND r.person = x.person
    UNION ALL
    SELECT
        t.slot,
        bool_or(t.is_analysed) AS is_analysed
    FROM twins AS t
    LEFT JOIN said AS s ON t.ticket = s.ticket
    GROUP BY t.slot, t.created_at, t.person, s.words
)

SELECT
    o.slot,
    count(*) FILTER (o.is_analysed) AS analysed,
    count(*) AS tickets
FROM once AS o
GROUP BY o.slot;
