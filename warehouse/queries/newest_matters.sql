-- The newest voices that raise a matter.
SELECT
    v.voice_id,
    v.source,
    v.ticket_id,
    v.message_id,
    v.start,
    v.stop,
    v.text,
    v.language,
    v.said_at,
    v.kind,
    v.opening
FROM voices AS v
WHERE v.kind <> 'context'
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $max_voices;
