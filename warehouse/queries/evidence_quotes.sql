-- Candidates for the quotes of each topic: one voice a customer, newest first, where there is one
-- of readable length, no praise, and not of the quarter that only just belongs to the topic. The
-- newest hundreds of either kind stand for all of a large topic; the texts are read for the chosen
-- alone.
WITH nearness AS (
    SELECT
        v.topic,
        quantile_disc(v.similarity, 0.25) AS edge
    FROM counted_voices AS v
    GROUP BY v.topic
),

measured AS (
    SELECT
        v.topic,
        v.ticket,
        v.voice_id,
        v.said_at,
        v.length >= if(v.language = 'ja', 20, 40)
        AND v.length <= if(v.language = 'ja', 200, 300)
        AND coalesce(v.request_type, '') != 'praise'
        AND v.similarity >= n.edge
            AS reads_well
    FROM counted_voices AS v
    INNER JOIN nearness AS n ON v.topic = n.topic
    INNER JOIN topics AS p ON v.topic = p.number
    WHERE p.state = 'active' AND v.length > 0
),

kinds AS (
    SELECT
        m.topic,
        m.reads_well,
        list_min(max(m.said_at, $newest::BIGINT)) AS newest_since
    FROM measured AS m
    GROUP BY m.topic, m.reads_well
),

said AS (
    SELECT
        m.*,
        c.customer_number
    FROM measured AS m
    INNER JOIN kinds AS k ON m.topic = k.topic AND m.reads_well = k.reads_well
    INNER JOIN counted_tickets AS c ON m.ticket = c.ticket
    WHERE m.said_at >= k.newest_since
),

one_each AS (
    SELECT s.*
    FROM said AS s
    QUALIFY row_number() OVER (
        PARTITION BY s.topic, s.customer_number
        ORDER BY s.reads_well DESC, s.said_at DESC, s.voice_id ASC
    ) = 1
),

chosen AS (
    SELECT
        o.topic,
        o.ticket,
        o.voice_id,
        o.reads_well,
        row_number() OVER (
            PARTITION BY o.topic
            ORDER BY o.reads_well DESC, o.said_at DESC, o.voice_id ASC
        ) AS place
    FROM one_each AS o
    QUALIFY place <= $candidates
)

SELECT
    p.topic_uid,
    v.text,
    v.language,
    timezone(
        (
            SELECT a.value FROM account AS a
            WHERE a.key = 'time_zone'
        ), v.said_at
    )::DATE AS said_on,
    v.ticket_id,
    t.url,
    t.segment,
    t.version,
    v.said_at,
    c.reads_well
FROM chosen AS c
INNER JOIN voices AS v ON c.voice_id = v.voice_id
INNER JOIN counted_tickets AS t ON c.ticket = t.ticket
INNER JOIN topics AS p ON c.topic = p.number
ORDER BY p.topic_uid, c.place;
