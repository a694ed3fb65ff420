-- The exemplars' words of each topic that lives, by topic and nearness.
SELECT
    e.topic_uid,
    v.text
FROM topic_exemplars AS e
INNER JOIN topics AS t ON e.topic_uid = t.topic_uid
INNER JOIN voices AS v ON e.voice_id = v.voice_id
WHERE t.state = 'active'
ORDER BY t.number, e.exemplar;
