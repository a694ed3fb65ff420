-- What the product team answered to each topic, those that wait for somebody first; told are the
-- tickets that a note in the helpdesk told of an answer of this issue.
WITH notes AS (
    SELECT
        o.label,
        count(DISTINCT concat(o.tracker, ' ', o.issue_id)) AS told
    FROM outbox AS o
    WHERE o.kind = 'helpdesk_note' AND o.state = 'done'
    GROUP BY o.label
)

SELECT
    s.topic_number,
    coalesce(s.name_ja, s.name_en) AS topic_name,
    s.name_en,
    s.issue_key,
    s.issue_url,
    s.answer,
    s.answer_ja,
    s.resolution,
    s.reason,
    s.answered_at,
    s.support_said,
    s.support_said_at,
    s.tickets,
    s.customers,
    coalesce(n.told, 0) AS told,
    l.hours_issue_to_answer,
    l.hours_waiting_for_answer,
    i.resolved_at,
    i.released_on,
    i.pulled_at,
    list_sort(
        (
            SELECT list(tt.created_at) FROM ticket_topics AS tt
            WHERE tt.topic_uid = s.topic_uid
        )
    ) AS ticket_times
FROM cs_topic_status AS s
INNER JOIN current_issues AS i ON s.tracker = i.tracker AND s.label = i.label
INNER JOIN answer_latency AS l ON s.topic_uid = l.topic_uid AND s.issue_key = l.issue_key
LEFT JOIN notes AS n ON s.label = n.label
WHERE s.is_newest AND ($topic::INTEGER IS NULL OR s.topic_number = $topic::INTEGER)
ORDER BY
    list_position(['needs_info', 'declined', 'shipped', 'received'], s.answer) ASC NULLS LAST,
    s.tickets DESC,
    s.topic_number ASC;
