CREATE VIEW reply_list AS
WITH told AS (
    SELECT
        w.tracker,
        w.label,
        max(w.said_at) AS said_at
    FROM support_words AS w
    WHERE w.kind = 'replied' AND w.withdrawn_at IS NULL
    GROUP BY w.tracker, w.label
)

SELECT
    tt.topic_uid,
    tt.topic_number,
    i.issue_key,
    p.name_ja,
    p.name_en,
    tt.source,
    tt.ticket_id,
    tt.url AS ticket_url,
    tt.customer,
    tt.language,
    tt.version AS ticket_version,
    tt.created_at,
    i.version AS fixed_in,
    i.released_on,
    i.resolved_at AS shipped_at
FROM current_issues AS i
INNER JOIN topics AS p ON i.topic_uid = p.topic_uid
INNER JOIN ticket_topics AS tt ON i.topic_uid = tt.topic_uid
LEFT JOIN told AS d ON i.tracker = d.tracker AND i.label = d.label
WHERE
    i.is_newest
    AND i.answer = 'shipped'
    AND tt.created_at <= i.resolved_at
    AND (d.said_at IS NULL OR d.said_at < i.resolved_at)
QUALIFY row_number() OVER (
    PARTITION BY tt.topic_uid, tt.customer
    ORDER BY tt.created_at DESC, tt.ticket_id ASC
) = 1;

COMMENT ON VIEW reply_list
IS 'Shipped: customers who wrote about it before and were not told yet, one row each, newest ticket.';
COMMENT ON COLUMN reply_list.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN reply_list.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN reply_list.issue_key IS 'The issue that was closed.';
COMMENT ON COLUMN reply_list.name_ja IS 'Name of the topic in Japanese.';
COMMENT ON COLUMN reply_list.name_en IS 'Name of the topic in English.';
COMMENT ON COLUMN reply_list.source IS 'The helpdesk account.';
COMMENT ON COLUMN reply_list.ticket_id IS 'The customer''s newest ticket about it.';
COMMENT ON COLUMN reply_list.ticket_url IS 'Link to that ticket.';
COMMENT ON COLUMN reply_list.customer IS 'Pseudonym of the customer.';
COMMENT ON COLUMN reply_list.language IS 'Language of the customer: ja, en or other.';
COMMENT ON COLUMN reply_list.ticket_version IS 'The version the customer was on, where known.';
COMMENT ON COLUMN reply_list.created_at IS 'When that ticket was written (UTC).';
COMMENT ON COLUMN reply_list.fixed_in IS 'The release with the fix, where the tracker says.';
COMMENT ON COLUMN reply_list.released_on IS 'The day of that release.';
COMMENT ON COLUMN reply_list.shipped_at IS 'When the issue was closed (UTC).';
