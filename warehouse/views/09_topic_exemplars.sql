CREATE VIEW topic_exemplars AS
WITH in_force AS (
    SELECT
        d.topic_uid,
        d.exemplars
    FROM topic_definitions AS d
    QUALIFY row_number() OVER (PARTITION BY d.topic_uid ORDER BY d.version DESC) = 1
)

SELECT
    f.topic_uid,
    unnest(f.exemplars) AS voice_id,
    generate_subscripts(f.exemplars, 1) AS exemplar
FROM in_force AS f;

COMMENT ON VIEW topic_exemplars IS 'The voices that show each topic best, by its definition in force.';
COMMENT ON COLUMN topic_exemplars.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_exemplars.voice_id IS 'The voice.';
COMMENT ON COLUMN topic_exemplars.exemplar IS 'From 1, the best first.';
