-- The voices of a topic with their similarity.
SELECT
    a.voice_id,
    a.topic_uid,
    a.no_topic,
    a.similarity
FROM assignments AS a
WHERE a.topic_uid = $topic
ORDER BY a.voice_id;
