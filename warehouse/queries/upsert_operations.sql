-- Planned writes. One that was never sent is planned anew; one that was is history.
INSERT INTO outbox (
    tracker, op_id, kind, label, topic_uid, issue_id, reason, payload, state, attempts, error, run_id,
    planned_at, changed_at
)
SELECT
    $tracker::TEXT AS of_tracker,
    i.*,
    $run_id AS run_id,
    $now::TIMESTAMPTZ AS planned_at,
    $now::TIMESTAMPTZ AS changed_at
FROM incoming_operations AS i
QUALIFY row_number() OVER (PARTITION BY i.op_id) = 1
ON CONFLICT (tracker, op_id) DO UPDATE SET
    issue_id = excluded.issue_id,
    reason = excluded.reason,
    payload = excluded.payload,
    state = excluded.state,
    error = excluded.error,
    run_id = excluded.run_id,
    planned_at = excluded.planned_at,
    changed_at = excluded.changed_at
WHERE outbox.state IN ('planned', 'throttled', 'dropped');
