-- The first definition of newborn topics and the next one of grown, split and confirmed ones;
-- saved twice by one run it is still one.
INSERT INTO topic_definitions (
    topic_uid, embedder, centroid, threshold, exemplars, counter_example, prototypes, voices,
    version, run_id
)
SELECT
    i.*,
    1 + coalesce(
        (
            SELECT max(d.version) FROM topic_definitions AS d
            WHERE d.topic_uid = i.topic_uid
        ), 0
    ) AS version,
    $run_id AS run_id
FROM incoming_definitions AS i
WHERE (i.topic_uid, $run_id) NOT IN (SELECT (d.topic_uid, d.run_id) FROM topic_definitions AS d)
QUALIFY row_number() OVER (PARTITION BY i.topic_uid) = 1
ON CONFLICT (topic_uid, version) DO NOTHING;
