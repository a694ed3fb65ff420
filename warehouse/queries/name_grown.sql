-- The name in the language that joined a topic; a name it has already stays.
UPDATE topics
SET
    name_ja = coalesce(topics.name_ja, i.name_ja),
    name_en = coalesce(topics.name_en, i.name_en),
    keywords = i.keywords
FROM incoming_topics AS i
WHERE topics.topic_uid = i.topic_uid AND topics.born_run_id <> $run_id;
