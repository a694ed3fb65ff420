-- Where known voices belong. A voice that has a topic keeps it: only consolidation and people
-- move it. One that waits goes on waiting since the same run.
UPDATE assignments
SET
    topic_uid = i.topic_uid,
    no_topic = i.no_topic,
    similarity = i.similarity,
    run_id = $run_id
FROM incoming_assignments AS i
WHERE
    assignments.voice_id = i.voice_id
    AND assignments.topic_uid IS NULL
    AND (i.topic_uid IS NOT NULL OR i.no_topic <> assignments.no_topic);
