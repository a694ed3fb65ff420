-- The names and the figures that go with a topic's new definition; its number stays, and so does
-- a name that a person gave.
UPDATE topics
SET
    name_ja = CASE WHEN h.named_ja THEN topics.name_ja ELSE i.name_ja END,
    name_en = CASE WHEN h.named_en THEN topics.name_en ELSE i.name_en END,
    keywords = i.keywords,
    state = i.state,
    merged_into = i.merged_into,
    coherence = i.coherence,
    separation = i.separation,
    founding_customers = i.founding_customers
FROM incoming_topics AS i
LEFT JOIN topic_holds AS h ON i.topic_uid = h.topic_uid
WHERE topics.topic_uid = i.topic_uid AND i.topic_uid IN (SELECT r.id FROM incoming_ids AS r);
