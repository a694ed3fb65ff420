-- What support said and did not take back, oldest first, and whether the tracker has it.
SELECT
    w.op_id,
    w.label,
    w.topic_uid,
    w.kind,
    w.answer,
    w.answered_at,
    w.by_whom,
    w.text,
    w.said_at,
    w.tickets,
    coalesce(o.state = 'done', FALSE) AS is_told
FROM support_words AS w
LEFT JOIN outbox AS o ON w.tracker = o.tracker AND w.op_id = o.op_id
WHERE w.tracker = $tracker AND w.withdrawn_at IS NULL
ORDER BY w.said_at, w.op_id;
