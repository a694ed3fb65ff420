-- The topic that most of a ticket's words are in; of equals the one said first.
WITH said AS (
    SELECT
        v.source,
        v.ticket_id,
        a.topic_uid,
        sum(length(v.text)) AS letters,
        min(v.start) AS first_at
    FROM voices AS v
    INNER JOIN assignments AS a ON v.voice_id = a.voice_id
    WHERE a.topic_uid IS NOT NULL
    GROUP BY v.source, v.ticket_id, a.topic_uid
)

SELECT
    s.ticket_id,
    s.topic_uid
FROM said AS s
QUALIFY
    row_number() OVER (
        PARTITION BY s.source, s.ticket_id
        ORDER BY s.letters DESC, s.first_at ASC, s.topic_uid ASC
    ) = 1
ORDER BY s.ticket_id;
