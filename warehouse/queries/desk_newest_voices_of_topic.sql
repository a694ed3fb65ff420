-- The newest voices of a topic, narrowed as the reader asked.
WITH mine AS MATERIALIZED (
    SELECT
        v.voice_id,
        v.source,
        v.ticket_id,
        v.said_at
    FROM voices AS v
    WHERE
        v.voice_id IN (
            SELECT a.voice_id FROM assignments AS a
            WHERE a.topic_uid = (
                SELECT p.topic_uid FROM topics AS p
                WHERE p.number = $number
            )
        )
        AND ($language IS NULL OR v.language = $language)
        AND ($words IS NULL OR regexp_matches(v.text, regexp_escape($words), 'i'))
),

asked AS MATERIALIZED (
    SELECT
        t.source,
        t.ticket_id
    FROM tickets AS t
    WHERE
        t.ticket_id IN (SELECT m.ticket_id FROM mine AS m)
        AND ($segment IS NULL OR t.segment = $segment)
        AND ($version IS NULL OR t.version = $version)
)

SELECT m.voice_id
FROM mine AS m
INNER JOIN asked AS t ON m.source = t.source AND m.ticket_id = t.ticket_id
ORDER BY m.said_at DESC, m.voice_id ASC
LIMIT $most;
