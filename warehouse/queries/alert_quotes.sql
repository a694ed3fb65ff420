-- Three voices of $subject (a topic's id or area:…) since a day, of different customers, nearest to
-- their topic's centre first.
WITH best AS (
    SELECT
        v.voice_id,
        a.similarity
    FROM voices AS v
    INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
    INNER JOIN assignments AS a ON v.voice_id = a.voice_id
    WHERE
        (a.topic_uid = $subject OR 'area:' || t.product_area = $subject)
        AND t.created_day >= $since_day
        AND v.kind <> 'context'
        AND t.status NOT IN ('spam', 'deleted', 'merged')
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(t.customer, t.ticket_id) ORDER BY a.similarity DESC, v.voice_id ASC
    ) = 1
)

SELECT b.voice_id
FROM best AS b
ORDER BY b.similarity DESC, b.voice_id ASC
LIMIT 3;
