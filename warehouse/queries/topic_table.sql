-- The active topics, busiest in the last seven days first.
SELECT
    topic_number,
    topic_name,
    tickets_last_7_days,
    change,
    tickets,
    customers,
    request_type,
    severity,
    issue_key,
    answer
FROM topic_today
ORDER BY tickets_last_7_days DESC, tickets DESC, topic_number ASC
LIMIT $max_topics;
