-- Topics whose voices go, with how many exemplars the definition in force has.
SELECT DISTINCT a.topic_uid
FROM assignments AS a
INNER JOIN incoming_ids AS i ON a.voice_id = i.id
WHERE a.topic_uid IS NOT NULL;
