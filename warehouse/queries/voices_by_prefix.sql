-- The voices whose id begins so; two are enough to know that it names none.
SELECT
    a.voice_id,
    a.topic_uid,
    a.no_topic,
    a.similarity
FROM assignments AS a
WHERE starts_with(a.voice_id, $voice)
ORDER BY a.voice_id
LIMIT 2;
