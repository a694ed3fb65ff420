-- The newest voices of all, in a language, with these words in any case.
SELECT v.voice_id
FROM voices AS v
WHERE
    ($language IS NULL OR v.language = $language)
    AND ($words IS NULL OR regexp_matches(v.text, regexp_escape($words), 'i'))
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $most;
