-- These voices, each with what answers a task now. Few of many, as in desk_voices.sql.
WITH wanted AS MATERIALIZED (
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
        v.language
    FROM voices AS v
    WHERE v.rowid IN (SELECT w.place FROM wanted AS w)
),

answered AS MATERIALIZED (
    SELECT
        l.voice_id,
        l.value,
        l.correction
    FROM labels AS l
    WHERE l.task = $task AND l.voice_id IN (SELECT c.voice_id FROM chosen AS c)
)

SELECT
    c.voice_id,
    c.text,
    c.language,
    a.value,
    a.correction
FROM chosen AS c
LEFT JOIN answered AS a ON c.voice_id = a.voice_id;
