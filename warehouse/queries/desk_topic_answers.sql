-- The conversation with the product team about a topic, newest first.
SELECT
    timezone($time_zone, a.happened_at)::DATE AS happened_on,
    i.state ->> 'issue_key' AS issue_key,
    i.state ->> 'url' AS issue_url,
    a.answer,
    a.status,
    a.resolution
FROM answers AS a
INNER JOIN issues AS i ON a.label = i.label
INNER JOIN topics AS p ON i.topic_uid = p.topic_uid
WHERE p.number = $number
ORDER BY a.happened_at DESC, a.label ASC;
