-- The word meant by its id; without one the newest of a kind to a topic's newest issue that holds,
-- said before a moment. Whether the tracker has it or may have it, and whether it is taken back.
SELECT
    w.op_id,
    s.issue_key,
    coalesce(o.state IN ('sending', 'done', 'uncertain'), FALSE) AS is_told,
    w.withdrawn_at IS NOT NULL AS is_withdrawn
FROM cs_topic_status AS s
INNER JOIN support_words AS w ON s.tracker = w.tracker AND s.label = w.label
LEFT JOIN outbox AS o ON w.tracker = o.tracker AND w.op_id = o.op_id
WHERE
    s.topic_number = $topic
    AND w.kind = $kind
    AND w.said_at <= $asked_at
    AND if($op_id = '', s.is_newest AND w.withdrawn_at IS NULL, w.op_id = $op_id)
ORDER BY w.said_at DESC
LIMIT 1;
