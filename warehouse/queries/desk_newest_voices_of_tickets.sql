-- The newest voices of a segment's or a version's tickets, narrowed as the reader asked.
SELECT v.voice_id
FROM voices AS v
WHERE
    (v.source, v.ticket_id) IN (
        SELECT (t.source, t.ticket_id) FROM tickets AS t
        WHERE
            ($segment IS NULL OR t.segment = $segment)
            AND ($version IS NULL OR t.version = $version)
    )
    AND ($language IS NULL OR v.language = $language)
    AND ($words IS NULL OR regexp_matches(v.text, regexp_escape($words), 'i'))
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $most;
