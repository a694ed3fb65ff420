-- The newest words on every topic, and its best examples among the others; one a ticket.
WITH best AS (
    SELECT
        v.topic_uid,
        v.rank,
        v.text,
        v.language,
        v.said_at,
        v.ticket_id,
        v.ticket_url,
        v.segment,
        v.version
    FROM voice_quotes AS v
    QUALIFY row_number() OVER (
        PARTITION BY v.topic_uid, v.source, v.ticket_id ORDER BY v.rank
    ) = 1
),

dated AS (
    SELECT
        b.*,
        row_number() OVER (PARTITION BY b.topic_uid ORDER BY b.said_at DESC, b.rank ASC) AS recency
    FROM best AS b
),

told AS (
    SELECT
        d.*,
        d.recency <= $quotes AS is_newest
    FROM dated AS d
    QUALIFY row_number() OVER (
        PARTITION BY d.topic_uid, d.recency <= $quotes ORDER BY d.rank
    ) <= $quotes
)

SELECT
    t.topic_uid,
    t.is_newest,
    t.text,
    t.language,
    timezone($time_zone, t.said_at)::DATE AS said_on,
    t.ticket_id,
    t.ticket_url,
    t.segment,
    t.version
FROM told AS t
ORDER BY t.topic_uid ASC, t.is_newest DESC, if(t.is_newest, t.recency, t.rank);
