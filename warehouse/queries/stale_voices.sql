-- Voices whose answer to some task is of another version than the one in use, newest first.
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
WHERE
    v.voice_id IN (
        SELECT stale.voice_id
        FROM voices AS stale
        CROSS JOIN incoming_versions_in_use AS u
        LEFT JOIN labels AS l ON stale.voice_id = l.voice_id AND u.task = l.task
        WHERE l.model IS DISTINCT FROM u.version
    )
ORDER BY v.said_at DESC, v.voice_id ASC
LIMIT $max_voices;
