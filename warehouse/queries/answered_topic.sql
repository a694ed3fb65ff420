-- The newest issue of a topic in the tracker in use, with its answer and since when it stands.
SELECT
    s.tracker,
    s.label,
    s.topic_uid,
    s.answer,
    coalesce(s.answered_at, s.opened_at) AS answered_at,
    s.issue_key
FROM cs_topic_status AS s
WHERE s.topic_number = $topic AND s.is_newest;
