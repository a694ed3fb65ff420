-- Tickets by topic, by product area (area:…) and of any $risen topic (risen:) and slot since
-- $first_day, each customer once in 14 days, and how many speak of no risen topic. A nameless
-- customer is known by moment and words, so that an export loaded twice under new ids counts once
-- (not by coalesce: the hash of nothing is a number too); nobody else's words are read.
WITH recent AS (
    SELECT
        c.ticket,
        c.source,
        c.ticket_id,
        c.created_at,
        c.created_day,
        c.product_area,
        c.customer_number,
        c.customer = c.source || '/' || c.ticket_id AS is_nameless
    FROM counted_tickets AS c
    WHERE c.created_day >= $first_day
),

lifted AS (
    SELECT DISTINCT k.ticket
    FROM counted_topics AS k
    INNER JOIN topics AS p ON k.topic = p.number
    WHERE k.created_day >= $first_day AND list_contains($risen, p.topic_uid)
),

subjects AS (
    SELECT
        k.ticket,
        k.topic,
        p.topic_uid AS subject
    FROM counted_topics AS k
    INNER JOIN topics AS p ON k.topic = p.number
    WHERE k.created_day >= $first_day
    UNION ALL
    SELECT
        r.ticket,
        NULL AS topic,
        'area:' || r.product_area AS subject
    FROM recent AS r
    WHERE
        r.product_area IS NOT NULL
        AND r.ticket IN (SELECT v.ticket FROM counted_voices AS v)
    UNION ALL
    SELECT
        l.ticket,
        NULL AS topic,
        'risen:' AS subject
    FROM lifted AS l
),

nameless AS (
    SELECT
        r.ticket,
        w.topic,
        hash(v.text) AS words
    FROM recent AS r
    INNER JOIN counted_voices AS w ON r.ticket = w.ticket
    INNER JOIN voices AS v ON w.voice_id = v.voice_id
    WHERE r.is_nameless
),

words AS (
    SELECT
        n.ticket,
        n.topic,
        min(n.words) AS words,
        grouping(n.topic) = 1 AS is_of_all
    FROM nameless AS n
    GROUP BY GROUPING SETS ((n.ticket, n.topic), (n.ticket))
),

people AS (
    SELECT
        s.subject,
        r.created_at,
        r.created_day,
        if(
            $hourly,
            24 * (r.created_day - $first_day::DATE) + hour(timezone($time_zone, r.created_at)),
            r.created_day - $first_day::DATE
        ) AS slot,
        if(r.is_nameless, hash(r.created_at, w.words), r.customer_number) AS person,
        l.ticket IS NULL AS is_apart
    FROM subjects AS s
    INNER JOIN recent AS r ON s.ticket = r.ticket
    LEFT JOIN lifted AS l ON s.ticket = l.ticket
    LEFT JOIN words AS w
        ON
            s.ticket = w.ticket
            AND s.topic IS NOT DISTINCT FROM w.topic
            AND w.is_of_all = (s.topic IS NULL)
),

fresh AS (
    SELECT
        p.subject,
        p.slot,
        p.is_apart
    FROM people AS p
    QUALIFY coalesce(
        p.created_day - lag(p.created_day) OVER (
            PARTITION BY p.subject, p.person ORDER BY p.created_at
        ) > 14,
        TRUE
    )
)

SELECT
    f.subject,
    f.slot,
    count(*) AS tickets,
    count(*) FILTER (f.is_apart) AS apart
FROM fresh AS f
GROUP BY f.subject, f.slot;
