-- Where voices belong now. Only those move that have no topic or one of the topics that were
-- looked at; what a person put somewhere stays. The run is that of the last move, so one that
-- waits goes on waiting since the same run.
UPDATE assignments
SET
    topic_uid = i.topic_uid,
    no_topic = i.no_topic,
    similarity = i.similarity,
    run_id = CASE
        WHEN i.topic_uid = assignments.topic_uid OR i.no_topic = assignments.no_topic
            THEN assignments.run_id
        ELSE $run_id
    END
FROM incoming_assignments AS i
WHERE
    assignments.voice_id = i.voice_id
    AND (
        assignments.topic_uid IS NULL
        OR assignments.topic_uid IN (SELECT s.id FROM incoming_sources AS s)
    )
    AND assignments.voice_id NOT IN (SELECT h.voice_id FROM held_voices AS h);
