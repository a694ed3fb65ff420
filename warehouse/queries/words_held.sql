-- Words like this one that held at its moment, newest first, with their tickets, and whether the
-- tracker has them or may have them.
SELECT
    w.op_id,
    w.tickets,
    coalesce(o.state IN ('sending', 'done', 'uncertain'), FALSE) AS is_told
FROM support_words AS w
LEFT JOIN outbox AS o ON w.tracker = o.tracker AND w.op_id = o.op_id
WHERE
    w.tracker = $tracker
    AND w.label = $label
    AND w.kind = $kind
    AND w.answered_at = $answered_at
    AND w.text = $text
    AND w.said_at <= $said_at
    AND (w.withdrawn_at IS NULL OR w.withdrawn_at > $said_at)
ORDER BY w.said_at DESC, w.op_id ASC;
