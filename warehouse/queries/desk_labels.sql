-- The voice whose id begins so, or the voices of the ticket of this id, with their labels and
-- their topic. Few of many, as in desk_voices.sql.
WITH asked AS (SELECT $target::TEXT AS id),

found AS MATERIALIZED (
    SELECT v.rowid AS place
    FROM voices AS v
    CROSS JOIN asked AS a
    WHERE v.ticket_id = a.id OR (length(a.id) >= 6 AND starts_with(v.voice_id, a.id))
),

chosen AS MATERIALIZED (
    SELECT
        v.voice_id,
        v.ticket_id,
        v.text,
        v.language,
        v.said_at
    FROM voices AS v
    WHERE v.rowid IN (SELECT f.place FROM found AS f)
),

labelled AS MATERIALIZED (
    SELECT
        l.voice_id,
        l.task,
        l.value,
        l.confidence,
        l.correction
    FROM labels AS l
    WHERE l.voice_id IN (SELECT c.voice_id FROM chosen AS c)
),

placed AS MATERIALIZED (
    SELECT
        s.voice_id,
        s.topic_uid
    FROM assignments AS s
    WHERE s.voice_id IN (SELECT c.voice_id FROM chosen AS c)
)

SELECT
    v.voice_id,
    v.ticket_id,
    v.text,
    v.language,
    l.task,
    l.value,
    l.confidence,
    l.correction,
    p.number AS topic_number,
    p.name_ja,
    p.name_en
FROM chosen AS v
LEFT JOIN labelled AS l ON v.voice_id = l.voice_id
LEFT JOIN placed AS s ON v.voice_id = s.voice_id
LEFT JOIN topics AS p ON s.topic_uid = p.topic_uid
ORDER BY v.said_at ASC, v.voice_id ASC, l.task ASC
LIMIT 200;
