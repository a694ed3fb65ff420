-- Every active topic with tickets, largest first.
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
    t.first_seen,
    t.last_seen,
    t.issue_key,
    t.issue_url,
    t.answer,
    t.muted
FROM topic_today AS t
WHERE t.tickets > 0
ORDER BY t.tickets DESC, t.topic_number;
