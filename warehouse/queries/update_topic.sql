-- The name and the figures that go with a topic's new definition; its number stays.
UPDATE topics
SET
    name_ja = i.name_ja,
    name_en = i.name_en,
    keywords = i.keywords,
    coherence = i.coherence,
    separation = i.separation,
    founding_customers = i.founding_customers
FROM incoming_topics AS i
WHERE topics.topic_uid = i.topic_uid AND i.topic_uid = $topic_uid;
