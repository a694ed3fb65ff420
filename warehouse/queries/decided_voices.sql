-- The voices that a decision moved, where they were before it and where they are now.
SELECT
    d.voice_id,
    d.topic_uid,
    d.no_topic,
    d.similarity,
    a.topic_uid AS now_uid
FROM decision_voices AS d
INNER JOIN assignments AS a ON d.voice_id = a.voice_id
WHERE d.decision = $decision
ORDER BY d.voice_id;
