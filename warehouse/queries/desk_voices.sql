-- Voices newest first: of one topic or of all, narrowed as the reader asked.
SELECT
    v.voice_id,
    v.text,
    timezone($time_zone, v.said_at)::DATE AS said_on,
    v.language,
    v.kind,
    v.ticket_id,
    t.url AS ticket_url,
    t.segment,
    t.version,
    p.number AS topic_number,
    p.name_ja,
    p.name_en
FROM voices AS v
INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
INNER JOIN assignments AS a ON v.voice_id = a.voice_id
LEFT JOIN topics AS p ON a.topic_uid = p.topic_uid
WHERE
    ($number IS NULL OR p.number = $number)
    AND ($language IS NULL OR v.language = $language)
    AND ($segment IS NULL OR t.segment = $segment)
    AND ($version IS NULL OR t.version = $version)
    AND ($words IS NULL OR contains(lower(v.text), lower($words)))
    AND t.status NOT IN ('spam', 'deleted', 'merged')
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $most;
