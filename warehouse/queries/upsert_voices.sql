-- The voices of a batch; one that was there before keeps the run that first cut it.
INSERT INTO voices (
    voice_id, source, ticket_id, message_id, start, stop, text, language, kind,
    said_at, run_id
)
SELECT
    i.*,
    $run_id AS run_id
FROM incoming_voices AS i
QUALIFY row_number() OVER (PARTITION BY i.voice_id) = 1
ON CONFLICT (voice_id) DO UPDATE SET
    language = excluded.language,
    kind = excluded.kind,
    said_at = excluded.said_at;
