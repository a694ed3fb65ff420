-- A voice in a topic that does not exist or is no longer active.
SELECT
    a.voice_id,
    a.topic_uid,
    p.state
FROM assignments AS a
LEFT JOIN topics AS p ON a.topic_uid = p.topic_uid
WHERE a.topic_uid IS NOT NULL AND p.state IS DISTINCT FROM 'active';
