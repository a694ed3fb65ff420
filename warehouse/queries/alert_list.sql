-- Alerts as people see them, the newest first; $only_open leaves out what is settled.
SELECT
    a.alert_id,
    a.kind,
    a.subject,
    a.raised_on,
    a.since,
    a.window_hours,
    a.observed,
    a.expected,
    a.p_value,
    a.customers,
    a.last_on,
    a.stands_out_by,
    a.stands_out,
    a.stands_out_share,
    a.stands_out_usual,
    a.voice_ids,
    a.state,
    a.topic_number,
    a.name_ja,
    a.name_en,
    a.decided_by,
    a.reason,
    a.snoozed_until,
    d.decided_at
FROM alert_list AS a
LEFT JOIN (
    SELECT
        one.alert_id,
        max(one.decided_at) AS decided_at
    FROM alert_decisions AS one
    GROUP BY one.alert_id
) AS d ON a.alert_id = d.alert_id
WHERE a.state = 'open' OR NOT $only_open
ORDER BY a.raised_on DESC, a.p_value ASC, a.alert_id ASC;
