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
    a.name_en
FROM alert_list AS a
WHERE a.state = 'open' OR NOT $only_open
ORDER BY a.raised_on DESC, a.p_value ASC, a.alert_id ASC;
