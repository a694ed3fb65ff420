-- A change of the product team's answer; one more word at the same moment replaces the former.
INSERT INTO answers (tracker, label, happened_at, heard_at, answer, status, resolution, reason)
VALUES ($tracker, $label, $happened_at, $heard_at, $answer, $status, $resolution, $reason)
ON CONFLICT (tracker, label, happened_at, answer) DO UPDATE SET
    heard_at = excluded.heard_at,
    status = excluded.status,
    resolution = excluded.resolution,
    reason = excluded.reason;
