-- These voices with their ticket and topic, newest first.
WITH chosen AS MATERIALIZED (
    SELECT v.*
    FROM voices AS v
    WHERE v.voice_id IN (
        SELECT one.voice_id FROM (SELECT unnest($voice_ids::TEXT[]) AS voice_id) AS one
    )
),

-- few of many: looked up by their ids before they are joined, as the planner cannot know how few
placed AS MATERIALIZED (
    SELECT
        a.voice_id,
        a.topic_uid
    FROM assignments AS a
    WHERE a.voice_id IN (SELECT c.voice_id FROM chosen AS c)
),

asked AS MATERIALIZED (
    SELECT
        t.source,
        t.ticket_id,
        t.url,
        t.segment,
        t.version
    FROM tickets AS t
    WHERE
        t.ticket_id IN (SELECT c.ticket_id FROM chosen AS c)
        AND t.status NOT IN ('spam', 'deleted', 'merged')
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
    p.number AS topic_number,
    p.name_ja,
    p.name_en
FROM chosen AS v
INNER JOIN asked AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
INNER JOIN placed AS a ON v.voice_id = a.voice_id
LEFT JOIN topics AS p ON a.topic_uid = p.topic_uid
ORDER BY v.said_at DESC, v.voice_id ASC;
