-- Voices whose answer to a task is least sure, newest first where equally unsure: what a person
-- may be asked. Voices of context, and what people or the helpdesk have answered, are left out.
-- Which they are first, then their texts by row: few of many.
WITH chosen AS MATERIALIZED (
    SELECT
        v.rowid AS place,
        l.value,
        l.confidence
    FROM labels AS l
    INNER JOIN voices AS v ON l.voice_id = v.voice_id
    WHERE l.task = $task AND l.correction IS NULL AND v.kind <> 'context' AND v.opening
    ORDER BY l.value IS NOT NULL ASC, l.confidence ASC, v.said_at DESC, v.voice_id ASC
    LIMIT $max_voices
)

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
    c.value,
    c.confidence
FROM voices AS v
INNER JOIN chosen AS c ON v.rowid = c.place
ORDER BY c.value IS NOT NULL ASC, c.confidence ASC, v.said_at DESC, v.voice_id ASC;
