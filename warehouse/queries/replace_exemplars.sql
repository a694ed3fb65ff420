-- In the place of exemplars that went the nearest voices that are not exemplars yet, and as the
-- counter-example the farthest: of each topic in force that lost one.
WITH in_force AS (
    SELECT
        d.topic_uid,
        d.version,
        d.exemplars,
        d.counter_example
    FROM topic_definitions AS d
    INNER JOIN incoming_ids AS i ON d.topic_uid = i.id
    QUALIFY row_number() OVER (PARTITION BY d.topic_uid ORDER BY d.version DESC) = 1
),

others AS (
    SELECT
        f.topic_uid,
        list(a.voice_id ORDER BY a.similarity DESC, a.voice_id ASC) AS nearest
    FROM in_force AS f
    INNER JOIN assignments AS a ON f.topic_uid = a.topic_uid
    WHERE NOT list_contains(f.exemplars, a.voice_id)
    GROUP BY f.topic_uid
),

mended AS (
    SELECT
        f.topic_uid,
        f.version,
        list_concat(
            f.exemplars, list_slice(o.nearest, 1, greatest($exemplars - len(f.exemplars), 0))
        ) AS exemplars,
        coalesce(f.counter_example, list_last(o.nearest)) AS counter_example
    FROM in_force AS f
    INNER JOIN others AS o ON f.topic_uid = o.topic_uid
)

UPDATE topic_definitions
SET exemplars = m.exemplars, counter_example = m.counter_example
FROM mended AS m
WHERE topic_definitions.topic_uid = m.topic_uid AND topic_definitions.version = m.version;
