-- sqlfluff:exclude_rules:all
-- What synthetic.sql leaves out: active customers, releases, targets, issues, alerts, and tickets
-- that wait for an answer.
INSERT INTO customers_active
SELECT 'zendesk', m::DATE, s, 100000
FROM range(DATE '2024-11-01', DATE '2026-12-01', INTERVAL 1 MONTH) AS r (m),
    unnest(['free', 'pro', 'business']) AS u (s);

INSERT INTO releases VALUES ('zendesk', '6.1', '2026-03-02', 'points'), ('zendesk', '6.2', '2026-08-03', NULL);

INSERT INTO events VALUES ('e1', 'zendesk', 'incident', 'outage', '2026-06-01', '2026-06-02', NULL);

INSERT INTO targets VALUES
('reply_in_time', 0.9, 24), ('same_day_reply', 0.7, NULL), ('contact_rate', 50, NULL), ('missed_reply', 1, 24);

UPDATE labels SET value = 'how-to' WHERE task = 'request_type' AND value = 'request' AND hash(voice_id) % 3 = 0;

UPDATE messages SET author = 'a_' || hash(ticket_id) % 40 WHERE role = 'agent';

UPDATE messages SET author = 'a_one'
WHERE role = 'agent' AND ticket_id IN (SELECT ticket_id FROM assignments WHERE topic_uid = 't_7');

UPDATE tickets SET status = 'open', resolved_at = NULL
WHERE (source, ticket_id) IN (SELECT (source, ticket_id) FROM tickets ORDER BY hash(ticket_id) LIMIT 200);

UPDATE messages SET role = 'customer'
WHERE role = 'agent' AND ticket_id IN (SELECT ticket_id FROM tickets WHERE status = 'open');

INSERT INTO account VALUES ('tracker', 'jira');

INSERT INTO issues (label, topic_uid, tracker, state, answer, pulled_at) VALUES (
    'koe-1', 't_1', 'jira',
    '{"issue_key": "KOE-1", "url": "https://jira.example/KOE-1", "status": "To Do",
      "resolution": null, "created_at": "2026-09-01T00:00:00+00:00"}',
    'received', '2026-10-01'
);

INSERT INTO alerts VALUES (
    'a1b2c3d4', 'rise', 't_1', '2026-10-01', '2026-10-01', '2026-09-28', 96, 40, 12.5, 0.00001, 38,
    '{"dimension": "version", "value": "6.2", "share": 0.8, "usual": 0.1}', [], '2026-10-01', 'run'
);

INSERT INTO uncounted SELECT source, ticket_id FROM tickets;
