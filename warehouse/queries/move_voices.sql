-- Where the voices of a topic belong after it was split: it moves no other topic's voices. The
-- run is that of the last move.
UPDATE assignments
SET
    topic_uid = i.topic_uid,
    no_topic = i.no_topic,
    similarity = i.similarity,
    run_id = CASE WHEN i.topic_uid = assignments.topic_uid THEN assignments.run_id ELSE $run_id END
FROM incoming_assignments AS i
WHERE assignments.voice_id = i.voice_id AND assignments.topic_uid = $topic_uid;
