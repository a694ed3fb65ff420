-- Subjects that keep silent: their alert was raised or went on in the days before, or is snoozed
-- (the newest decision counts).
WITH decided AS (
    SELECT d.*
    FROM alert_decisions AS d
    QUALIFY row_number() OVER (PARTITION BY d.alert_id ORDER BY d.decided_at DESC) = 1
)

SELECT DISTINCT a.subject
FROM alerts AS a
LEFT JOIN decided AS d ON a.alert_id = d.alert_id AND d.decision = 'snooze'
WHERE a.last_on >= $day::DATE - $quiet_days::INTEGER OR d.snoozed_until >= $day;
