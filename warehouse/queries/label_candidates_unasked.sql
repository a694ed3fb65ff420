-- The newest voices that raise a matter, for a task that nobody answered yet.
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
    v.opening,
    NULL AS value,
    0.0 AS confidence
FROM voices AS v
WHERE
    v.kind <> 'context' AND v.opening
    AND v.voice_id NOT IN (
        SELECT l.voice_id FROM labels AS l
        WHERE l.task = $task
    )
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $max_voices;
