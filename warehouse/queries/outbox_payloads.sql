-- What was or is to be written to the tracker, for all issues.
SELECT
    o.op_id,
    o.label,
    o.issue_id,
    o.payload::TEXT AS payload
FROM outbox AS o
ORDER BY o.planned_at, o.op_id;
