-- Candidates for the quotes of each topic: one voice a customer, of readable length where there
-- is one, newest first. stop - start is the length; the texts are read for the chosen alone.
WITH said AS (
    SELECT
        a.topic_uid,
        v.voice_id,
        v.said_at,
        coalesce(t.customer, t.source || '/' || t.ticket_id) AS customer,
        v.stop - v.start BETWEEN if(v.language = 'ja', 20, 40) AND if(v.language = 'ja', 200, 300)
            AS reads_well
    FROM assignments AS a
    INNER JOIN voices AS v ON a.voice_id = v.voice_id
    INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
    INNER JOIN topics AS p ON a.topic_uid = p.topic_uid
    WHERE p.state = 'active' AND v.stop > v.start AND t.status NOT IN ('spam', 'deleted', 'merged')
),

one_each AS (
    SELECT s.*
    FROM said AS s
    QUALIFY row_number() OVER (
        PARTITION BY s.topic_uid, s.customer
        ORDER BY s.reads_well DESC, s.said_at DESC, s.voice_id ASC
    ) = 1
),

chosen AS (
    SELECT
        o.topic_uid,
        o.voice_id,
        row_number() OVER (
            PARTITION BY o.topic_uid
            ORDER BY o.reads_well DESC, o.said_at DESC, o.voice_id ASC
        ) AS place
    FROM one_each AS o
    QUALIFY place <= $candidates
)

SELECT
    c.topic_uid,
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
    v.said_at
FROM chosen AS c
INNER JOIN voices AS v ON c.voice_id = v.voice_id
INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
ORDER BY c.topic_uid, c.place;
