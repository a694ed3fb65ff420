-- Topics that a decision changes, as they stand before it.
INSERT INTO decision_topics (
    decision, topic_uid, name_ja, name_en, keywords, state, merged_into, muted, version
)
SELECT
    $decision AS decision,
    t.topic_uid,
    t.name_ja,
    t.name_en,
    t.keywords,
    t.state,
    t.merged_into,
    t.muted,
    (
        SELECT max(d.version) FROM topic_definitions AS d
        WHERE d.topic_uid = t.topic_uid
    ) AS version
FROM topics AS t
WHERE t.topic_uid IN (SELECT i.topic_uid FROM incoming_topics AS i);
