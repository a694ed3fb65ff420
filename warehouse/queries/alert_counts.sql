-- Tickets by topic and by product area (area:…) and slot since $first_day, each customer once in
-- 14 days. A nameless customer is known by moment and words, so that an export loaded twice under
-- new ids counts once.
WITH said AS (
    SELECT
        a.source,
        a.ticket_id,
        a.topic_uid,
        min(hash(v.text)) AS words
    FROM assignments AS a
    INNER JOIN voices AS v ON a.voice_id = v.voice_id
    INNER JOIN tickets AS t ON a.source = t.source AND a.ticket_id = t.ticket_id
    WHERE t.created_day >= $first_day
    GROUP BY a.source, a.ticket_id, a.topic_uid
),

areas AS (
    SELECT
        s.source,
        s.ticket_id,
        'area:' || t.product_area AS subject,
        min(s.words) AS words
    FROM said AS s
    INNER JOIN tickets AS t ON s.source = t.source AND s.ticket_id = t.ticket_id
    WHERE t.product_area IS NOT NULL
    GROUP BY s.source, s.ticket_id, t.product_area
),

subjects AS (
    SELECT
        s.source,
        s.ticket_id,
        s.topic_uid AS subject,
        s.words
    FROM said AS s
    WHERE s.topic_uid IS NOT NULL
    UNION ALL
    SELECT
        a.source,
        a.ticket_id,
        a.subject,
        a.words
    FROM areas AS a
),

people AS (
    SELECT
        s.subject,
        t.created_at,
        t.created_day,
        if(
            $hourly,
            24 * (t.created_day - $first_day::DATE) + hour(timezone($time_zone, t.created_at)),
            t.created_day - $first_day::DATE
        ) AS slot,
        coalesce(hash(t.customer), hash(t.created_at, s.words)) AS person
    FROM subjects AS s
    INNER JOIN tickets AS t ON s.source = t.source AND s.ticket_id = t.ticket_id
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
),

fresh AS (
    SELECT
        p.subject,
        p.slot
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
    count(*) AS tickets
FROM fresh AS f
GROUP BY f.subject, f.slot;
