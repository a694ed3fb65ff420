-- Voices that are still there, as they are seen now; the run that first cut them stays.
UPDATE voices
SET
    language = i.language,
    kind = i.kind,
    said_at = i.said_at,
    opening = i.opening
FROM incoming_voices AS i
WHERE voices.voice_id = i.voice_id;
