-- Subjects that keep silent: their alert was raised or went on in the days before, or is snoozed.
SELECT DISTINCT a.subject
FROM alerts AS a
LEFT JOIN alert_decisions AS d ON a.alert_id = d.alert_id AND d.decision = 'snooze'
WHERE a.last_on >= $day::DATE - $quiet_days::INTEGER OR d.snoozed_until >= $day;
