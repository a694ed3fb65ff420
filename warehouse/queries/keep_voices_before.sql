-- Voices that a decision moves, as they stand before it.
INSERT INTO decision_voices (decision, voice_id, topic_uid, no_topic, similarity)
SELECT
    $decision AS decision,
    a.voice_id,
    a.topic_uid,
    a.no_topic,
    a.similarity
FROM assignments AS a
INNER JOIN incoming_assignments AS i ON a.voice_id = i.voice_id
WHERE a.topic_uid IS DISTINCT FROM i.topic_uid;
