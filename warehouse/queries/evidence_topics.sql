-- What is known of each active topic, one row each, by number.
WITH active AS (
    SELECT
        p.topic_uid,
        p.born_at,
        r.started_at
    FROM topics AS p
    LEFT JOIN runs AS r ON p.born_run_id = r.run_id
    WHERE p.state = 'active'
),

analyses AS (
    SELECT r.started_at
    FROM runs AS r
    INNER JOIN run_stages AS s ON r.run_id = s.run_id
    WHERE s.stage = 'analyse'
),

ages AS (
    SELECT
        p.topic_uid,
        count(a.started_at) AS runs_seen
    FROM active AS p
    LEFT JOIN analyses AS a ON a.started_at >= coalesce(p.started_at, p.born_at)
    GROUP BY p.topic_uid
),

lately AS (
    SELECT
        tt.topic_uid,
        count(DISTINCT tt.customer) AS customers
    FROM ticket_topics AS tt
    WHERE
        tt.created_at > $now::TIMESTAMPTZ - INTERVAL 7 DAY
        AND tt.created_at <= $now::TIMESTAMPTZ
    GROUP BY tt.topic_uid
),

spoken AS (
    SELECT
        k.topic,
        c.language,
        count(*) AS tickets
    FROM counted_topics AS k
    INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
    GROUP BY k.topic, c.language
),

languages AS (
    SELECT
        s.topic,
        first(s.language ORDER BY s.tickets DESC, s.language DESC) AS language
    FROM spoken AS s
    GROUP BY s.topic
),

-- A failure inside a matter of account or order has to reach the product team too: a topic is of
-- the commonest type that issues are opened for once that type's kin are enough of its voices.
typed AS (
    SELECT
        v.topic,
        v.request_type AS value,
        count(*) AS voices,
        sum(count(*)) OVER (PARTITION BY v.topic) AS of_all,
        list_contains($filed_types::TEXT[], v.request_type) AS is_filed
    FROM counted_voices AS v
    WHERE v.topic IS NOT NULL AND v.request_type IS NOT NULL
    GROUP BY v.topic, v.request_type
),

filed AS (
    SELECT
        y.topic,
        first(y.value ORDER BY y.voices DESC, y.value ASC) AS request_type
    FROM typed AS y
    WHERE y.is_filed
    GROUP BY y.topic
    HAVING sum(y.voices) >= $filed_share * max(y.of_all)
)

SELECT
    t.topic_uid,
    t.topic_number,
    t.name_ja,
    t.name_en,
    l.language,
    coalesce(f.request_type, t.request_type) AS request_type,
    coalesce(t.severity, 'normal') AS severity,
    t.keywords,
    t.tickets,
    t.customers,
    coalesce(n.customers, 0) AS customers_last_7_days,
    t.first_seen,
    t.last_seen,
    greatest(1, a.runs_seen) AS runs_seen,
    t.muted
FROM topic_today AS t
INNER JOIN ages AS a ON t.topic_uid = a.topic_uid
INNER JOIN languages AS l ON t.topic_number = l.topic
LEFT JOIN lately AS n ON t.topic_uid = n.topic_uid
LEFT JOIN filed AS f ON t.topic_number = f.topic
ORDER BY t.topic_number;
