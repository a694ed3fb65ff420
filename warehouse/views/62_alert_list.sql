CREATE VIEW alert_list AS
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
),

decided AS (
    SELECT d.*
    FROM alert_decisions AS d
    QUALIFY row_number() OVER (PARTITION BY d.alert_id ORDER BY d.decided_at DESC) = 1
)

SELECT
    a.alert_id,
    a.kind,
    CASE
        WHEN d.decision = 'ack' THEN 'acknowledged'
        WHEN d.decision = 'snooze' AND d.snoozed_until >= n.day THEN 'snoozed'
        WHEN a.last_on < n.day - 7 THEN 'over'
        ELSE 'open'
    END AS state,
    p.topic_uid,
    p.number AS topic_number,
    p.name_ja,
    p.name_en,
    a.subject,
    a.raised_on,
    a.since,
    a.window_hours,
    a.observed,
    a.expected,
    a.p_value,
    a.customers,
    a.stands_out ->> 'dimension' AS stands_out_by,
    a.stands_out ->> 'value' AS stands_out,
    (a.stands_out ->> 'share')::DOUBLE AS stands_out_share,
    (a.stands_out ->> 'usual')::DOUBLE AS stands_out_usual,
    a.voice_ids,
    a.last_on,
    d.decided_by,
    d.reason,
    d.snoozed_until
FROM alerts AS a
CROSS JOIN newest AS n
LEFT JOIN topics AS p ON a.subject = p.topic_uid
LEFT JOIN decided AS d ON a.alert_id = d.alert_id;

COMMENT ON VIEW alert_list
IS 'Every alert ever raised with what people decided; open ones want to be looked at.';
COMMENT ON COLUMN alert_list.alert_id IS 'Its id, for koe alerts ack and snooze.';
COMMENT ON COLUMN alert_list.kind IS 'rise, new, comeback or target.';
COMMENT ON COLUMN alert_list.state IS 'open, acknowledged, snoozed or over (quiet for a week).';
COMMENT ON COLUMN alert_list.topic_uid IS 'The topic''s id for life, where it is about one.';
COMMENT ON COLUMN alert_list.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN alert_list.name_ja IS 'The topic''s name in Japanese.';
COMMENT ON COLUMN alert_list.name_en IS 'The topic''s name in English.';
COMMENT ON COLUMN alert_list.subject
IS 'The topic''s id, area: with a product area, * for all tickets, or the name of a target.';
COMMENT ON COLUMN alert_list.raised_on IS 'The newest day of the data when it was raised.';
COMMENT ON COLUMN alert_list.since IS 'When it began, as far as the counts can tell (UTC).';
COMMENT ON COLUMN alert_list.window_hours IS 'Length of the stretch that was compared.';
COMMENT ON COLUMN alert_list.observed
IS 'Tickets there, a customer counted once; of a target the figure reached.';
COMMENT ON COLUMN alert_list.expected
IS 'Tickets to be expected there; of a target the figure wanted.';
COMMENT ON COLUMN alert_list.p_value
IS 'How likely chance alone shows as much, several windows tried; smaller is surer.';
COMMENT ON COLUMN alert_list.customers IS 'Distinct customers in the stretch.';
COMMENT ON COLUMN alert_list.stands_out_by
IS 'version, segment, product_area, channel or language.';
COMMENT ON COLUMN alert_list.stands_out IS 'Which version, segment … stands out, where one does.';
COMMENT ON COLUMN alert_list.stands_out_share IS 'Its part (0..1) in these tickets.';
COMMENT ON COLUMN alert_list.stands_out_usual IS 'Its part before.';
COMMENT ON COLUMN alert_list.voice_ids IS 'Three voices that tell of it; see voice_quotes.';
COMMENT ON COLUMN alert_list.last_on IS 'Newest day of the data on which it still went on.';
COMMENT ON COLUMN alert_list.decided_by IS 'Who acknowledged or snoozed it.';
COMMENT ON COLUMN alert_list.reason IS 'Why, in their words.';
COMMENT ON COLUMN alert_list.snoozed_until IS 'Last day of its silence.';
