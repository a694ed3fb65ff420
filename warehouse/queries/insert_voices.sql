-- Voices that were not there before.
INSERT INTO voices (
    voice_id, source, ticket_id, message_id, start, stop, text, language, kind, said_at, opening,
    run_id
)
SELECT
    i.*,
    $run_id AS run_id
FROM incoming_voices AS i
WHERE i.voice_id NOT IN (SELECT k.id FROM incoming_ids AS k)
QUALIFY row_number() OVER (PARTITION BY i.voice_id) = 1;
