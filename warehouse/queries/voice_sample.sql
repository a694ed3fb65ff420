-- A random sample of the voices in topics, the same for the same voices: ids are hashes. Of more
-- than are taken each consolidation begins at another place (a Weyl sequence over the first 32
-- bits), so that all get their turn. Topics that people muted are left in peace.
WITH beginning AS (
    SELECT printf('%08x', (count(*) * 2654435769) % 4294967296) AS voice_id
    FROM consolidations
),

sampled AS (
    SELECT
        a.voice_id,
        a.topic_uid
    FROM assignments AS a
    INNER JOIN topics AS t ON a.topic_uid = t.topic_uid
    WHERE t.state = 'active' AND NOT t.muted
    ORDER BY a.voice_id < (SELECT b.voice_id FROM beginning AS b), a.voice_id
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
    s.topic_uid
FROM sampled AS s
INNER JOIN voices AS v ON s.voice_id = v.voice_id
ORDER BY v.source, v.said_at, v.ticket_id, v.message_id, v.start;
