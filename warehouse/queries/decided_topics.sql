-- The topics that a decision changed, as they were before it.
SELECT
    topic_uid,
    name_ja,
    name_en,
    keywords,
    state,
    merged_into,
    muted,
    version
FROM decision_topics
WHERE decision = $decision
ORDER BY topic_uid;
