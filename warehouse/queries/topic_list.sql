-- The largest topics, for people at a terminal.
SELECT
    t.topic_number,
    t.topic_name,
    t.request_type,
    t.tickets,
    t.customers,
    t.tickets_last_7_days,
    t.tickets_prior_7_days,
    t.issue_key,
    t.answer
FROM topic_today AS t
ORDER BY t.tickets DESC, t.topic_number ASC
LIMIT $max_topics;
