-- Tickets to be told, newest first, of an answer that changed since $since: those of $source that
-- had been written by then, at most $days days before, and can still take a note.
-- An issue's answer began with the first row after the last one of another answer.
WITH ordered AS (
    SELECT
        a.*,
        row_number() OVER (
            PARTITION BY a.tracker, a.label
            ORDER BY a.heard_at ASC NULLS FIRST, a.happened_at ASC, a.answer DESC
        ) AS place
    FROM answers AS a
),

former AS (
    SELECT
        o.tracker,
        o.label,
        max(o.place) AS place
    FROM ordered AS o
    INNER JOIN current_issues AS i ON o.tracker = i.tracker AND o.label = i.label
    WHERE o.answer <> i.answer
    GROUP BY o.tracker, o.label
),

answered AS (
    SELECT
        o.tracker,
        o.label,
        arg_min(o.happened_at, o.place) AS answered_at,
        arg_min(o.heard_at, o.place) AS heard_at,
        arg_max(o.reason, o.place) AS reason
    FROM ordered AS o
    LEFT JOIN former AS f ON o.tracker = f.tracker AND o.label = f.label
    WHERE o.place > coalesce(f.place, 0)
    GROUP BY o.tracker, o.label
)

SELECT
    tt.ticket_id,
    tt.language,
    s.topic_uid,
    s.name_ja,
    s.name_en,
    s.tickets,
    s.customers,
    s.label,
    s.issue_key,
    s.issue_url,
    s.answer,
    n.answered_at,
    n.reason,
    i.version AS fixed_in,
    i.released_on
FROM cs_topic_status AS s
INNER JOIN answered AS n ON s.tracker = n.tracker AND s.label = n.label
INNER JOIN current_issues AS i ON s.tracker = i.tracker AND s.label = i.label
INNER JOIN ticket_topics AS tt ON s.topic_uid = tt.topic_uid
WHERE
    s.is_newest
    AND s.answer IN ('accepted', 'in_progress', 'shipped', 'declined', 'needs_info')
    AND n.heard_at >= $since
    AND tt.source = $source
    AND tt.status <> 'closed'
    AND tt.created_at <= n.answered_at
    AND tt.created_at >= n.answered_at - to_seconds($days * 86400)
    AND NOT EXISTS (
        SELECT 1
        FROM outbox AS o
        WHERE
            o.kind = 'helpdesk_note'
            AND o.tracker = $helpdesk
            AND o.label = s.label
            AND o.issue_id = tt.ticket_id
            AND o.planned_at >= n.heard_at
            AND o.reason = s.answer
            AND o.state IN ('sending', 'uncertain', 'done', 'dead')
    )
ORDER BY tt.created_at DESC, tt.ticket_id ASC, s.label ASC;
