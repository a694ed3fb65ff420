-- One topic in its customers' own words, best examples first.
SELECT
    left(q.voice_id, 12) AS voice,
    q.said_at::DATE AS day,
    q.language,
    q.version,
    q.text
FROM voice_quotes AS q
WHERE q.topic_number = $number
ORDER BY q.rank
LIMIT $max_voices;
