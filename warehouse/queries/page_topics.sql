-- Every active topic with tickets, that of the most tickets these days first.
WITH dated AS (
    SELECT
        s.topic_uid,
        s.issue_key,
        max(timezone($time_zone, coalesce(s.answered_at, s.opened_at))::DATE) AS answered_on
    FROM cs_topic_status AS s
    GROUP BY s.topic_uid, s.issue_key
)

SELECT
    t.topic_uid,
    t.topic_number,
    t.name_ja,
    t.name_en,
    t.keywords,
    t.request_type,
    t.severity,
    t.tickets,
    t.customers,
    t.tickets_last_7_days,
    t.tickets_prior_7_days,
    t.change,
    t.first_seen,
    t.last_seen,
    t.issue_key,
    t.issue_url,
    t.answer,
    d.answered_on,
    t.muted
FROM topic_today AS t
LEFT JOIN dated AS d ON t.topic_uid = d.topic_uid AND t.issue_key = d.issue_key
WHERE t.tickets > 0
ORDER BY t.tickets_last_7_days DESC, t.tickets DESC, t.topic_number ASC;
