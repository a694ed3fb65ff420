-- The newest words on every topic, and its best examples among the others; one a ticket. Only
-- tickets with one of the $among newest or best voices of a topic can have one of the few that are
-- shown, so that the texts of all others need not be read.
WITH exemplars AS (
    SELECT
        p.number AS topic,
        q.voice_id,
        q.exemplar
    FROM topic_exemplars AS q
    INNER JOIN topics AS p ON q.topic_uid = p.topic_uid
),

bounds AS (
    SELECT
        v.topic,
        list_min(max(v.said_at, $among::BIGINT)) AS newest_since,
        list_min(max(v.similarity, $among::BIGINT)) AS best_from
    FROM counted_voices AS v
    WHERE v.topic IS NOT NULL AND v.length > 0
    GROUP BY v.topic
),

picked AS (
    SELECT DISTINCT
        v.topic,
        v.ticket
    FROM counted_voices AS v
    INNER JOIN bounds AS b ON v.topic = b.topic
    LEFT JOIN exemplars AS e ON v.topic = e.topic AND v.voice_id = e.voice_id
    WHERE
        v.length > 0
        AND (
            v.said_at >= b.newest_since OR v.similarity >= b.best_from OR e.exemplar IS NOT NULL
        )
),

ranked AS (
    SELECT
        v.topic,
        v.ticket,
        v.voice_id,
        v.said_at,
        row_number() OVER (
            PARTITION BY v.topic
            ORDER BY e.exemplar ASC NULLS LAST, v.similarity DESC, v.voice_id ASC
        ) AS rank
    FROM counted_voices AS v
    INNER JOIN picked AS k ON v.topic = k.topic AND v.ticket = k.ticket
    LEFT JOIN exemplars AS e ON v.topic = e.topic AND v.voice_id = e.voice_id
    WHERE v.length > 0
),

best AS (
    SELECT r.*
    FROM ranked AS r
    QUALIFY row_number() OVER (PARTITION BY r.topic, r.ticket ORDER BY r.rank) = 1
),

dated AS (
    SELECT
        b.*,
        row_number() OVER (PARTITION BY b.topic ORDER BY b.said_at DESC, b.rank ASC) AS recency
    FROM best AS b
),

told AS (
    SELECT
        d.*,
        d.recency <= $quotes AS is_newest
    FROM dated AS d
    QUALIFY row_number() OVER (
        PARTITION BY d.topic, d.recency <= $quotes ORDER BY d.rank
    ) <= $quotes
)

SELECT
    p.topic_uid,
    t.is_newest,
    v.text,
    v.language,
    timezone($time_zone, t.said_at)::DATE AS said_on,
    c.ticket_id,
    c.url AS ticket_url,
    c.segment,
    c.version
FROM told AS t
INNER JOIN topics AS p ON t.topic = p.number
INNER JOIN counted_tickets AS c ON t.ticket = c.ticket
INNER JOIN voices AS v ON t.voice_id = v.voice_id
ORDER BY p.topic_uid ASC, t.is_newest DESC, if(t.is_newest, t.recency, t.rank);
