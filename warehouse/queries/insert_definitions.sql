-- The first definition of newborn topics; a later one is consolidation's to write.
INSERT INTO topic_definitions (
    topic_uid, embedder, centroid, threshold, exemplars, counter_example, prototypes, version,
    run_id
)
SELECT
    i.*,
    1 AS version,
    $run_id AS run_id
FROM incoming_definitions AS i
QUALIFY row_number() OVER (PARTITION BY i.topic_uid) = 1
ON CONFLICT (topic_uid, version) DO NOTHING;
