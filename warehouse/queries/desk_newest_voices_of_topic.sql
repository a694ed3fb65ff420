-- The newest voices of a topic, narrowed as the reader asked.
WITH mine AS (
    SELECT
        k.voice_id,
        k.said_at
    FROM counted_voices AS k
    INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
    WHERE
        k.topic = $number
        AND ($language IS NULL OR k.language = $language)
        AND ($segment IS NULL OR c.segment = $segment)
        AND ($version IS NULL OR c.version = $version)
)

SELECT m.voice_id
FROM mine AS m
WHERE
    $words IS NULL
    OR m.voice_id IN (
        SELECT v.voice_id FROM voices AS v
        WHERE
            v.voice_id IN (SELECT o.voice_id FROM mine AS o)
            AND regexp_matches(v.text, regexp_escape($words), 'i')
    )
ORDER BY m.said_at DESC, m.voice_id ASC
LIMIT $most;
