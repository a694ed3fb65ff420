-- What happened to a topic, newest first; holds: nobody undid the merge since.
SELECT
    timezone($time_zone, l.happened_at)::DATE AS happened_on,
    l.kind,
    p.number AS topic_number,
    o.number AS other_number,
    l.reason,
    l.kind <> 'merged' OR p.state = 'merged' AS holds
FROM lineage AS l
INNER JOIN topics AS p ON l.topic_uid = p.topic_uid
LEFT JOIN topics AS o ON l.other_uid = o.topic_uid
WHERE p.number = $number OR o.number = $number
ORDER BY l.happened_at DESC, l.kind ASC, topic_number ASC;
