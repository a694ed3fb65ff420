-- Topics as a person's decision leaves them.
UPDATE topics
SET
    name_ja = i.name_ja,
    name_en = i.name_en,
    keywords = i.keywords,
    state = i.state,
    merged_into = i.merged_into,
    muted = i.muted
FROM incoming_topics AS i
WHERE topics.topic_uid = i.topic_uid;
