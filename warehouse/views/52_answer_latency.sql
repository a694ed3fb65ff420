CREATE VIEW answer_latency AS
WITH decided AS (
    SELECT
        a.tracker,
        a.label,
        min(a.happened_at) FILTER (a.answer <> 'received') AS first_answer_at,
        min(a.happened_at) FILTER (a.answer IN ('accepted', 'declined', 'shipped', 'duplicate'))
            AS decided_at,
        max(a.happened_at) FILTER (a.answer IN ('declined', 'needs_info', 'shipped'))
            AS for_support_at
    FROM answers AS a
    GROUP BY a.tracker, a.label
),

replied AS (
    SELECT
        d.tracker,
        d.label,
        min(w.said_at) AS support_at
    FROM decided AS d
    INNER JOIN support_words AS w
        ON d.tracker = w.tracker AND d.label = w.label AND d.for_support_at <= w.said_at
    WHERE w.withdrawn_at IS NULL
    GROUP BY d.tracker, d.label
),

voiced AS (
    SELECT
        tt.topic_uid,
        min(tt.created_at) AS first_voice_at
    FROM ticket_topics AS tt
    GROUP BY tt.topic_uid
)

SELECT
    i.topic_uid,
    p.number AS topic_number,
    i.issue_key,
    i.answer,
    v.first_voice_at,
    i.opened_at,
    d.first_answer_at,
    d.decided_at,
    d.for_support_at,
    r.support_at,
    date_diff('minute', v.first_voice_at, i.opened_at) / 60 AS hours_voice_to_issue,
    date_diff('minute', i.opened_at, d.first_answer_at) / 60 AS hours_issue_to_answer,
    date_diff('minute', i.opened_at, d.decided_at) / 60 AS hours_issue_to_decision,
    date_diff('minute', d.for_support_at, r.support_at) / 60 AS hours_answer_to_support,
    if(
        d.first_answer_at IS NULL,
        date_diff('minute', i.opened_at, i.pulled_at) / 60,
        NULL
    ) AS hours_waiting_for_answer
FROM current_issues AS i
INNER JOIN topics AS p ON i.topic_uid = p.topic_uid
LEFT JOIN decided AS d ON i.tracker = d.tracker AND i.label = d.label
LEFT JOIN replied AS r ON i.tracker = r.tracker AND i.label = r.label
LEFT JOIN voiced AS v ON i.topic_uid = v.topic_uid;

COMMENT ON VIEW answer_latency
IS 'How long each side took, one row for each issue: never a clock for one request.';
COMMENT ON COLUMN answer_latency.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN answer_latency.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN answer_latency.issue_key IS 'The issue''s key.';
COMMENT ON COLUMN answer_latency.answer IS 'The answer as it stands.';
COMMENT ON COLUMN answer_latency.first_voice_at IS 'When the first customer wrote about it (UTC).';
COMMENT ON COLUMN answer_latency.opened_at IS 'When the issue was opened (UTC).';
COMMENT ON COLUMN answer_latency.first_answer_at
IS 'When its state first was anything but received (UTC).';
COMMENT ON COLUMN answer_latency.decided_at
IS 'When it was first accepted, declined, shipped or called a duplicate (UTC).';
COMMENT ON COLUMN answer_latency.for_support_at
IS 'When the newest answer was given to which support has something to do (UTC).';
COMMENT ON COLUMN answer_latency.support_at
IS 'When support first disputed, escalated, informed or told the customers after that (UTC).';
COMMENT ON COLUMN answer_latency.hours_voice_to_issue
IS 'Hours from the first voice to the issue: our side, Koe and support.';
COMMENT ON COLUMN answer_latency.hours_issue_to_answer IS 'Hours from the issue to the first answer.';
COMMENT ON COLUMN answer_latency.hours_issue_to_decision IS 'Hours from the issue to a decision.';
COMMENT ON COLUMN answer_latency.hours_answer_to_support
IS 'Hours from an answer to what support did about it.';
COMMENT ON COLUMN answer_latency.hours_waiting_for_answer
IS 'Hours the issue has waited so far; empty once there is an answer.';
