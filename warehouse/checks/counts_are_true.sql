-- A ticket, topic or voice that is not counted as it stands. What one run wrote is gathered first,
-- since the planner cannot know how little it is.
WITH looked_at AS MATERIALIZED (
    SELECT
        t.source,
        t.ticket_id,
        t.status,
        t.created_day,
        t.created_at,
        t.resolved_at,
        t.customer,
        t.segment,
        t.language,
        t.channel,
        t.product_area,
        t.version,
        t.reopens,
        t.csat,
        t.analysed_sha256
    FROM tickets AS t
    WHERE $run_id IS NULL OR t.run_id = $run_id
),

counted AS MATERIALIZED (
    SELECT c.*
    FROM counted_tickets AS c
    WHERE
        c.ticket_id IN (SELECT t.ticket_id FROM looked_at AS t)
        AND (c.source, c.ticket_id) IN (
            SELECT
                t.source,
                t.ticket_id
            FROM looked_at AS t
        )
),

spoken AS MATERIALIZED (
    SELECT
        m.source,
        m.ticket_id,
        count(*) FILTER (m.role = 'customer') AS customer_messages,
        count(*) FILTER (m.role = 'agent') AS agent_messages,
        max(m.sent_at) AS wrote_at
    FROM messages AS m
    WHERE
        m.visibility = 'public'
        AND m.role IN ('customer', 'agent')
        AND m.ticket_id IN (SELECT t.ticket_id FROM looked_at AS t)
    GROUP BY m.source, m.ticket_id
),

untrue_tickets AS (
    SELECT t.ticket_id
    FROM looked_at AS t
    LEFT JOIN counted AS c ON t.source = c.source AND t.ticket_id = c.ticket_id
    LEFT JOIN spoken AS s ON t.source = s.source AND t.ticket_id = s.ticket_id
    WHERE
        (c.ticket IS NULL) <> (t.status IN ('spam', 'deleted', 'merged'))
        OR (
            c.ticket IS NOT NULL
            AND (
                c.created_day <> t.created_day
                OR c.created_at <> t.created_at
                OR c.resolved_at IS DISTINCT FROM t.resolved_at
                OR c.status <> t.status
                OR c.customer <> coalesce(t.customer, t.source || '/' || t.ticket_id)
                OR c.customer_number <> md5_number_lower(c.customer)
                OR c.segment IS DISTINCT FROM t.segment
                OR c.language <> t.language
                OR c.channel <> t.channel
                OR c.product_area IS DISTINCT FROM t.product_area
                OR c.version IS DISTINCT FROM t.version
                OR c.reopens <> t.reopens
                OR c.csat IS DISTINCT FROM t.csat
                OR c.is_analysed = (t.analysed_sha256 IS NULL)
                OR c.customer_messages <> coalesce(s.customer_messages, 0)
                OR c.agent_messages <> coalesce(s.agent_messages, 0)
                OR greatest(c.customer_wrote_at, c.agent_wrote_at) IS DISTINCT FROM s.wrote_at
            )
        )
),

placed AS MATERIALIZED (
    SELECT
        c.ticket,
        a.voice_id,
        p.number AS topic,
        a.no_topic,
        a.similarity
    FROM counted AS c
    INNER JOIN assignments AS a ON c.source = a.source AND c.ticket_id = a.ticket_id
    LEFT JOIN topics AS p ON a.topic_uid = p.topic_uid
),

voices_counted AS MATERIALIZED (
    SELECT
        v.ticket,
        v.voice_id,
        v.topic,
        v.no_topic,
        v.similarity,
        v.request_type,
        v.stage,
        v.sentiment,
        v.severity,
        v.product_area
    FROM counted_voices AS v
    WHERE v.ticket IN (SELECT c.ticket FROM counted AS c)
),

labelled AS MATERIALIZED (
    SELECT
        l.voice_id,
        l.task,
        l.value
    FROM labels AS l
    WHERE l.voice_id IN (SELECT k.voice_id FROM voices_counted AS k)
),

spoken_of AS (
    SELECT
        p.ticket,
        p.topic,
        count(*) AS voices
    FROM placed AS p
    WHERE p.topic IS NOT NULL
    GROUP BY p.ticket, p.topic
),

topics_counted AS (
    SELECT
        x.*,
        c.created_day AS ticket_day,
        c.customer_number AS ticket_customer
    FROM counted_topics AS x
    INNER JOIN counted AS c ON x.ticket = c.ticket
)

SELECT
    'ticket' AS what,
    u.ticket_id AS id
FROM untrue_tickets AS u
UNION
SELECT
    'ticket' AS what,
    c.ticket_id AS id
FROM counted AS c
GROUP BY c.source, c.ticket_id
HAVING count(*) > 1
UNION
SELECT
    'ticket' AS what,
    c.ticket_id AS id
FROM counted_tickets AS c
ANTI JOIN tickets AS t ON c.source = t.source AND c.ticket_id = t.ticket_id
WHERE $run_id IS NULL
UNION
-- both ways: what should be counted, and what is
SELECT
    'voice' AS what,
    coalesce(w.voice_id, k.voice_id) AS id
FROM placed AS w
FULL JOIN voices_counted AS k ON w.ticket = k.ticket AND w.voice_id = k.voice_id
WHERE
    w.voice_id IS NULL
    OR k.voice_id IS NULL
    OR w.topic IS DISTINCT FROM k.topic
    OR w.no_topic IS DISTINCT FROM k.no_topic
    OR w.similarity <> k.similarity
UNION
-- a voice that this run moved, of whatever ticket
SELECT
    'voice' AS what,
    a.voice_id AS id
FROM assignments AS a
INNER JOIN topics AS p ON a.topic_uid = p.topic_uid
INNER JOIN counted_voices AS k ON a.voice_id = k.voice_id
WHERE a.run_id = $run_id AND k.topic IS DISTINCT FROM p.number
UNION
SELECT
    'label' AS what,
    l.voice_id AS id
FROM voices_counted AS k
INNER JOIN labelled AS l ON k.voice_id = l.voice_id
WHERE
    l.task IN ('request_type', 'stage', 'sentiment', 'severity', 'product_area')
    AND l.value IS DISTINCT FROM CASE l.task
        WHEN 'request_type' THEN k.request_type
        WHEN 'stage' THEN k.stage
        WHEN 'sentiment' THEN k.sentiment
        WHEN 'severity' THEN k.severity
        ELSE k.product_area
    END
UNION
SELECT
    'topic' AS what,
    coalesce(w.ticket, k.ticket)::TEXT AS id
FROM spoken_of AS w
FULL JOIN topics_counted AS k ON w.ticket = k.ticket AND w.topic = k.topic
WHERE
    w.voices IS DISTINCT FROM k.voices
    OR k.created_day <> k.ticket_day
    OR k.customer_number <> k.ticket_customer
ORDER BY what, id;
