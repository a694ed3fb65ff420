-- What a person decided about an alert.
INSERT INTO alert_decisions (
    alert_id, decision, snoozed_until, decided_by, reason, decided_at
)
VALUES ($alert_id, $decision, $snoozed_until, $decided_by, $reason, $decided_at)
ON CONFLICT DO NOTHING;
