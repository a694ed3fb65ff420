-- Operations in these states, in the order they were planned; changed at $since or later, where given.
SELECT
    payload,
    state,
    attempts,
    changed_at,
    error
FROM outbox
WHERE
    tracker = $tracker
    AND state IN (SELECT i.id FROM incoming_ids AS i)
    AND ($since IS NULL OR changed_at >= $since)
ORDER BY planned_at, op_id;
