-- Where a person's decision puts voices, whatever the machine thought.
UPDATE assignments
SET
    topic_uid = i.topic_uid,
    no_topic = i.no_topic,
    similarity = i.similarity,
    run_id = $run_id
FROM incoming_assignments AS i
WHERE
    assignments.voice_id = i.voice_id
    AND assignments.topic_uid IS DISTINCT FROM i.topic_uid;
