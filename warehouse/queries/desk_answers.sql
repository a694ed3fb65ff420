-- What the product team said on every issue: where it is support's turn first, then those that wait
-- longest; to_tell where it shipped and support did not say yet that the customers were told.
WITH replied AS (
    SELECT
        w.tracker,
        w.label,
        max(w.said_at) AS said_at
    FROM support_words AS w
    WHERE w.kind = 'replied' AND w.withdrawn_at IS NULL
    GROUP BY w.tracker, w.label
)

SELECT
    s.topic_number,
    s.name_ja,
    s.name_en,
    s.label,
    coalesce(s.answered_at, s.opened_at) AS answered_at,
    s.issue_key,
    s.issue_url,
    s.answer,
    s.status,
    s.resolution,
    s.reason,
    s.is_newest,
    s.support_said,
    s.is_newest AND s.answer = 'shipped' AND (r.said_at IS NULL OR r.said_at < i.resolved_at)
        AS to_tell,
    timezone($time_zone, coalesce(s.answered_at, s.opened_at))::DATE AS since,
    s.tickets,
    s.customers,
    s.last_seen
FROM cs_topic_status AS s
INNER JOIN current_issues AS i ON s.tracker = i.tracker AND s.label = i.label
LEFT JOIN replied AS r ON s.tracker = r.tracker AND s.label = r.label
ORDER BY
    to_tell OR (s.is_newest AND s.answer = 'needs_info') DESC,
    s.answer IN ('received', 'considering') DESC,
    since ASC,
    s.tickets DESC,
    s.topic_number ASC;
