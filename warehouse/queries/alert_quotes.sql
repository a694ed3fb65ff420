-- Three voices of a topic since a day, of different customers, nearest to its centre first.
WITH best AS (
    SELECT
        q.voice_id,
        q.similarity
    FROM voice_quotes AS q
    WHERE
        q.topic_uid = $topic_uid
        AND timezone($time_zone, q.said_at)::DATE >= $since_day
        AND q.kind <> 'context'
    QUALIFY row_number() OVER (PARTITION BY q.customer ORDER BY q.similarity DESC, q.voice_id) = 1
)

SELECT b.voice_id
FROM best AS b
ORDER BY b.similarity DESC, b.voice_id ASC
LIMIT 3;
