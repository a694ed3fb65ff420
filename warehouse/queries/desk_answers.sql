-- What the product team said on every issue, those that wait longest first.
SELECT
    s.topic_number,
    s.name_ja,
    s.name_en,
    s.issue_key,
    s.issue_url,
    s.answer,
    s.status,
    s.resolution,
    timezone($time_zone, coalesce(s.answered_at, s.opened_at))::DATE AS since,
    s.tickets,
    s.customers,
    s.last_seen
FROM cs_topic_status AS s
ORDER BY
    s.answer IN ('received', 'considering') DESC,
    since ASC,
    s.tickets DESC,
    s.topic_number ASC;
