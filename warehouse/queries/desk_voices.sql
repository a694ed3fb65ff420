-- These voices with their ticket and topic, newest first. Few of many: each table is asked for its
-- own before they are joined, as the planner cannot know how few, and texts are fetched by row.
WITH found AS MATERIALIZED (
    SELECT v.rowid AS place
    FROM voices AS v
    WHERE v.voice_id IN (
        SELECT one.voice_id FROM (SELECT unnest($voice_ids::TEXT[]) AS voice_id) AS one
    )
),

chosen AS MATERIALIZED (
    SELECT
        v.voice_id,
        v.text,
        v.said_at,
        v.language,
        v.kind,
        v.ticket_id
    FROM voices AS v
    WHERE v.rowid IN (SELECT f.place FROM found AS f)
),

placed AS MATERIALIZED (
    SELECT
        k.voice_id,
        k.ticket,
        k.topic
    FROM counted_voices AS k
    WHERE k.voice_id IN (SELECT c.voice_id FROM chosen AS c)
),

asked AS MATERIALIZED (
    SELECT
        t.ticket,
        t.url,
        t.segment,
        t.version
    FROM counted_tickets AS t
    WHERE t.ticket IN (SELECT p.ticket FROM placed AS p)
)

SELECT
    v.voice_id,
    v.text,
    timezone($time_zone, v.said_at)::DATE AS said_on,
    v.language,
    v.kind,
    v.ticket_id,
    t.url AS ticket_url,
    t.segment,
    t.version,
    k.topic AS topic_number,
    p.name_ja,
    p.name_en
FROM chosen AS v
INNER JOIN placed AS k ON v.voice_id = k.voice_id
INNER JOIN asked AS t ON k.ticket = t.ticket
LEFT JOIN topics AS p ON k.topic = p.number
ORDER BY v.said_at DESC, v.voice_id ASC;
