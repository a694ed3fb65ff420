-- Every topic with the definition in force, by number.
SELECT
    t.topic_uid,
    t.number,
    t.name_ja,
    t.name_en,
    t.keywords,
    d.centroid,
    d.threshold,
    d.embedder,
    d.exemplars,
    d.counter_example,
    t.coherence,
    t.separation,
    t.founding_customers,
    t.state,
    d.prototypes,
    d.voices
FROM topics AS t
INNER JOIN topic_definitions AS d ON t.topic_uid = d.topic_uid
QUALIFY row_number() OVER (PARTITION BY t.topic_uid ORDER BY d.version DESC) = 1
ORDER BY t.number;
