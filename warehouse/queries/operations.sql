-- Operations in these states, in the order they were planned.
SELECT
    payload,
    state,
    attempts,
    changed_at,
    error
FROM outbox
WHERE tracker = $tracker AND state IN (SELECT i.id FROM incoming_ids AS i)
ORDER BY planned_at, op_id;
