-- The newest voices of all, in a language, with these words in any case. Words that have none, as
-- Japanese, are found in half the time.
SELECT v.voice_id
FROM voices AS v
WHERE
    ($language IS NULL OR v.language = $language)
    AND (
        $words IS NULL
        OR CASE
            WHEN lower($words) = upper($words) THEN contains(v.text, $words)
            ELSE regexp_matches(v.text, regexp_escape($words), 'i')
        END
    )
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $most;
