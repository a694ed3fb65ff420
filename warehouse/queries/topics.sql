-- Every topic with the definition in force and what people decided about it, by number.
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
    d.voices,
    t.merged_into,
    coalesce(h.named_ja, FALSE) AS named_ja,
    coalesce(h.named_en, FALSE) AS named_en,
    coalesce(h.pinned, FALSE) AS pinned,
    coalesce(h.settled, FALSE) AS settled,
    coalesce(h.joined, FALSE) AS joined,
    t.muted
FROM topics AS t
INNER JOIN topic_definitions AS d ON t.topic_uid = d.topic_uid
LEFT JOIN topic_holds AS h ON t.topic_uid = h.topic_uid
QUALIFY row_number() OVER (PARTITION BY t.topic_uid ORDER BY d.version DESC) = 1
ORDER BY t.number;
