-- The newest voices of a topic, a label, a ticket, a segment's or a version's tickets, as asked.
WITH mine AS (
    SELECT
        k.voice_id,
        k.said_at
    FROM counted_voices AS k
    WHERE
        ($number IS NULL OR k.topic = $number)
        AND ($language IS NULL OR k.language = $language)
        AND ($request_type IS NULL OR k.request_type = $request_type)
        AND ($sentiment IS NULL OR k.sentiment = $sentiment)
        AND (
            $ticket_id IS NULL
            OR k.voice_id IN (
                SELECT w.voice_id FROM voices AS w
                WHERE w.ticket_id = $ticket_id
            )
        )
        AND (
            ($segment IS NULL AND $version IS NULL)
            OR k.ticket IN (
                SELECT c.ticket FROM counted_tickets AS c
                WHERE
                    ($segment IS NULL OR c.segment = $segment)
                    AND ($version IS NULL OR c.version = $version)
            )
        )
)

SELECT m.voice_id
FROM mine AS m
WHERE
    $words IS NULL
    OR m.voice_id IN (
        SELECT v.voice_id FROM voices AS v
        WHERE
            v.voice_id IN (SELECT o.voice_id FROM mine AS o)
            AND CASE
                WHEN lower($words) = upper($words) THEN contains(v.text, $words)
                ELSE regexp_matches(v.text, regexp_escape($words), 'i')
            END
    )
ORDER BY m.said_at DESC, m.voice_id ASC
LIMIT $most;
