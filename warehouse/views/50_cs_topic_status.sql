CREATE VIEW cs_topic_status AS
WITH last_change AS (
    SELECT
        a.tracker,
        a.label,
        max(a.happened_at) AS answered_at,
        arg_max(a.reason, a.happened_at) AS reason
    FROM answers AS a
    GROUP BY a.tracker, a.label
),

support AS (
    SELECT
        w.tracker,
        w.label,
        arg_max(w.kind, w.said_at) AS kind,
        max(w.said_at) AS said_at
    FROM support_words AS w
    WHERE w.withdrawn_at IS NULL
    GROUP BY w.tracker, w.label
),

counted AS (
    SELECT
        k.topic,
        count(*) AS tickets,
        count(DISTINCT k.customer_number) AS customers,
        max(k.created_day) AS last_seen
    FROM counted_topics AS k
    GROUP BY k.topic
)

SELECT
    i.topic_uid,
    p.number AS topic_number,
    p.name_ja,
    p.name_en,
    i.label,
    i.tracker,
    i.issue_key,
    i.issue_url,
    i.answer,
    CASE i.answer
        WHEN 'received' THEN '受付'
        WHEN 'considering' THEN '検討中'
        WHEN 'in_progress' THEN '対応中'
        WHEN 'accepted' THEN '採用'
        WHEN 'needs_info' THEN '情報待ち'
        WHEN 'shipped' THEN 'リリース済み'
        WHEN 'declined' THEN '見送り'
        WHEN 'duplicate' THEN '重複'
        WHEN 'gone' THEN '閲覧不可'
    END AS answer_ja,
    i.status,
    i.resolution,
    l.reason,
    i.opened_at,
    l.answered_at,
    i.pulled_at,
    w.kind AS support_said,
    w.said_at AS support_said_at,
    i.is_newest,
    coalesce(c.tickets, 0) AS tickets,
    coalesce(c.customers, 0) AS customers,
    c.last_seen
FROM current_issues AS i
INNER JOIN topics AS p ON i.topic_uid = p.topic_uid
LEFT JOIN last_change AS l ON i.tracker = l.tracker AND i.label = l.label
LEFT JOIN support AS w ON i.tracker = w.tracker AND i.label = w.label
LEFT JOIN counted AS c ON p.number = c.topic;

COMMENT ON VIEW cs_topic_status
IS 'What the product team answered, one row for each issue: for customer support to read.';
COMMENT ON COLUMN cs_topic_status.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN cs_topic_status.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN cs_topic_status.name_ja IS 'Name in Japanese.';
COMMENT ON COLUMN cs_topic_status.name_en IS 'Name in English.';
COMMENT ON COLUMN cs_topic_status.label IS 'The issue''s searchable label.';
COMMENT ON COLUMN cs_topic_status.tracker IS 'The tracker it lives in.';
COMMENT ON COLUMN cs_topic_status.issue_key IS 'The issue''s key there.';
COMMENT ON COLUMN cs_topic_status.issue_url IS 'Link to it.';
COMMENT ON COLUMN cs_topic_status.answer
IS 'received, considering, accepted, needs_info, in_progress, shipped, declined, duplicate or gone.';
COMMENT ON COLUMN cs_topic_status.answer_ja IS 'The same in Japanese.';
COMMENT ON COLUMN cs_topic_status.status IS 'The tracker''s own word.';
COMMENT ON COLUMN cs_topic_status.resolution IS 'The tracker''s resolution, where given.';
COMMENT ON COLUMN cs_topic_status.reason
IS 'What the product team wrote with a no or a question, redacted.';
COMMENT ON COLUMN cs_topic_status.support_said
IS 'What support last said to it: dispute, escalate, inform or replied.';
COMMENT ON COLUMN cs_topic_status.support_said_at IS 'When (UTC).';
COMMENT ON COLUMN cs_topic_status.is_newest IS 'Whether it is the newest issue of its topic.';
COMMENT ON COLUMN cs_topic_status.opened_at IS 'When the issue was opened (UTC).';
COMMENT ON COLUMN cs_topic_status.answered_at IS 'When the answer last changed (UTC).';
COMMENT ON COLUMN cs_topic_status.pulled_at IS 'When Koe last looked (UTC).';
COMMENT ON COLUMN cs_topic_status.tickets IS 'Tickets that speak of the topic, ever.';
COMMENT ON COLUMN cs_topic_status.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN cs_topic_status.last_seen IS 'Day of the newest such ticket.';
