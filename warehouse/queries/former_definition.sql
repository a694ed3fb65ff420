-- A version of a topic's definition.
SELECT
    centroid,
    threshold,
    exemplars,
    counter_example,
    prototypes,
    voices
FROM topic_definitions
WHERE topic_uid = $topic AND version = $version;
