-- The exemplars' words of each topic that lives, by topic and nearness.
WITH exemplars AS (
    SELECT
        t.topic_uid,
        t.number,
        unnest(d.exemplars) AS voice_id,
        generate_subscripts(d.exemplars, 1) AS place
    FROM topics AS t
    INNER JOIN topic_definitions AS d ON t.topic_uid = d.topic_uid
    WHERE t.state = 'active'
    QUALIFY row_number() OVER (PARTITION BY t.topic_uid ORDER BY d.version DESC) = 1
)

SELECT
    e.topic_uid,
    v.text
FROM exemplars AS e
INNER JOIN voices AS v ON e.voice_id = v.voice_id
ORDER BY e.number, e.place;
