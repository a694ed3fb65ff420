-- What support said to the newest answer about a topic, newest first, who took it back and why.
SELECT
    w.op_id,
    w.kind,
    w.by_whom,
    w.text,
    w.tickets,
    timezone($time_zone, w.said_at) AS said_at,
    w.withdrawn_by,
    w.withdrawn_why,
    timezone($time_zone, w.withdrawn_at) AS withdrawn_at,
    coalesce(o.state IN ('sending', 'done', 'uncertain'), FALSE) AS is_told
FROM cs_topic_status AS s
INNER JOIN support_words AS w ON s.tracker = w.tracker AND s.label = w.label
LEFT JOIN outbox AS o ON w.tracker = o.tracker AND w.op_id = o.op_id
WHERE s.topic_number = $topic AND s.is_newest
ORDER BY w.said_at DESC, w.op_id ASC;
