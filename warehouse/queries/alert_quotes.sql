-- Three voices of $subject (a topic's id or area:…) since a day, of different customers, nearest to
-- their topic's centre first.
WITH mine AS (
    SELECT
        c.ticket,
        c.customer
    FROM counted_tickets AS c
    WHERE
        c.created_day >= $since_day
        AND (
            'area:' || c.product_area = $subject
            OR c.ticket IN (
                SELECT k.ticket
                FROM counted_topics AS k
                INNER JOIN topics AS p ON k.topic = p.number
                WHERE p.topic_uid = $subject
            )
        )
),

best AS (
    SELECT
        v.voice_id,
        v.similarity
    FROM counted_voices AS v
    INNER JOIN mine AS m ON v.ticket = m.ticket
    LEFT JOIN topics AS p ON v.topic = p.number
    WHERE v.kind <> 'context' AND ($subject LIKE 'area:%' OR p.topic_uid = $subject)
    QUALIFY row_number() OVER (
        PARTITION BY m.customer ORDER BY v.similarity DESC, v.voice_id ASC
    ) = 1
)

SELECT b.voice_id
FROM best AS b
ORDER BY b.similarity DESC, b.voice_id ASC
LIMIT 3;
