-- The voices that a sent operation quotes, where none carried them before. A quote may have
-- been cut, so a voice is recognised by its beginning, and by its ticket where that has a link
-- (these few tickets first: else every voice of the topic is read).
INSERT INTO freshness_log (tracker, op_id, voice_id, resolved_at, visible_at)
WITH linked AS (
    SELECT
        t.source,
        t.ticket_id,
        t.url,
        coalesce(t.resolved_at, t.updated_at) AS resolved_at
    FROM tickets AS t
    WHERE
        t.url IN (SELECT b.url FROM incoming_blocks AS b)
        OR (SELECT bool_or(b.url IS NULL) FROM incoming_blocks AS b)
)

SELECT
    o.tracker,
    o.op_id,
    v.voice_id,
    t.resolved_at,
    $now::TIMESTAMPTZ AS visible_at
FROM outbox AS o
INNER JOIN assignments AS a ON o.topic_uid = a.topic_uid
INNER JOIN voices AS v ON a.voice_id = v.voice_id
INNER JOIN linked AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
INNER JOIN incoming_blocks AS b
    ON starts_with(trim(v.text), b.text) AND coalesce(t.url, '') = coalesce(b.url, t.url, '')
WHERE
    o.tracker = $tracker
    AND o.op_id = $op_id
    AND v.voice_id NOT IN (
        SELECT f.voice_id FROM freshness_log AS f
        WHERE f.tracker = $tracker
    )
QUALIFY row_number() OVER (PARTITION BY v.voice_id) = 1
ON CONFLICT DO NOTHING;
