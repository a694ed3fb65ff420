-- A new alert; the same one again changes nothing.
INSERT INTO alerts (
    alert_id, kind, subject, raised_on, raised_at, since, window_hours, observed, expected, p_value,
    customers, stands_out, voice_ids, last_on, run_id
)
VALUES (
    $alert_id, $kind, $subject, $raised_on, $raised_at, $since, $window_hours, $observed, $expected,
    $p_value, $customers, $stands_out, $voice_ids, $last_on, $run_id
)
ON CONFLICT DO NOTHING;
