-- Tickets by topic and slot since $first_day, each customer once in 14 days. A nameless customer is
-- known by moment and words, so that an export loaded twice under new ids counts once.
WITH said AS (
    SELECT
        a.source,
        a.ticket_id,
        a.topic_uid,
        min(hash(v.text)) AS words
    FROM assignments AS a
    INNER JOIN voices AS v ON a.voice_id = v.voice_id
    INNER JOIN tickets AS t ON a.source = t.source AND a.ticket_id = t.ticket_id
    WHERE a.topic_uid IS NOT NULL AND t.created_day >= $first_day
    GROUP BY a.source, a.ticket_id, a.topic_uid
),

people AS (
    SELECT
        s.topic_uid,
        t.created_at,
        t.created_day,
        if(
            $hourly,
            24 * (t.created_day - $first_day::DATE) + hour(timezone($time_zone, t.created_at)),
            t.created_day - $first_day::DATE
        ) AS slot,
        coalesce(hash(t.customer), hash(t.created_at, s.words)) AS person
    FROM said AS s
    INNER JOIN tickets AS t ON s.source = t.source AND s.ticket_id = t.ticket_id
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
),

fresh AS (
    SELECT
        p.topic_uid,
        p.slot
    FROM people AS p
    QUALIFY coalesce(
        p.created_day - lag(p.created_day) OVER (
            PARTITION BY p.topic_uid, p.person ORDER BY p.created_at
        ) > 14,
        TRUE
    )
)

SELECT
    f.topic_uid,
    f.slot,
    count(*) AS tickets
FROM fresh AS f
GROUP BY f.topic_uid, f.slot;
