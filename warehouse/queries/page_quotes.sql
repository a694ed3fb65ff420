-- The best examples of every topic, one a ticket, newest first.
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
    QUALIFY row_number() OVER (PARTITION BY v.topic_uid, v.ticket_id ORDER BY v.rank) = 1
)

SELECT
    b.topic_uid,
    b.text,
    b.language,
    timezone($time_zone, b.said_at)::DATE AS said_on,
    b.ticket_id,
    b.ticket_url,
    b.segment,
    b.version
FROM best AS b
QUALIFY row_number() OVER (PARTITION BY b.topic_uid ORDER BY b.rank) <= $quotes
ORDER BY b.topic_uid, b.said_at DESC, b.ticket_id;
