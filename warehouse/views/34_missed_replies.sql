-- A customer's thanks after a solution wait for nothing: a resolved ticket counts only where what
-- came later complains, asks or requests.
CREATE VIEW missed_replies AS
WITH as_of AS (
    SELECT max(t.updated_at) AS moment
    FROM tickets AS t
),

unanswered AS (
    SELECT
        s.ticket,
        s.source,
        s.ticket_id,
        s.url,
        s.status,
        s.assignee,
        s.customer,
        s.segment,
        s.resolved_at,
        s.customer_wrote_at AS waiting_since,
        date_diff('second', s.customer_wrote_at, n.moment) / 3600 AS hours_waiting
    FROM counted_tickets AS s
    CROSS JOIN as_of AS n
    LEFT JOIN targets AS g ON g.metric = 'missed_reply'
    WHERE
        s.customer_wrote_at > coalesce(s.agent_wrote_at, TIMESTAMPTZ '-infinity')
        AND s.customer_wrote_at < n.moment - to_seconds(coalesce(g.hours, 24) * 3600)
        AND s.agent_messages + (s.status IN ('new', 'open', 'pending'))::INTEGER > 0
)

SELECT
    u.source,
    u.ticket_id,
    u.url,
    u.status,
    u.assignee,
    u.customer,
    u.segment,
    u.waiting_since,
    u.hours_waiting
FROM unanswered AS u
WHERE
    u.status IN ('new', 'open', 'pending')
    OR (
        u.waiting_since > u.resolved_at
        AND EXISTS (
            SELECT 1 FROM counted_voices AS v
            WHERE
                v.ticket = u.ticket
                AND v.said_at = u.waiting_since
                AND v.kind IN ('complaint', 'question', 'request')
        )
    );

COMMENT ON VIEW missed_replies
IS 'Tickets in which the customer wrote last and nobody answered within targets.missed_reply_hours.';
COMMENT ON COLUMN missed_replies.source IS 'The helpdesk account.';
COMMENT ON COLUMN missed_replies.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN missed_replies.url IS 'Link to the ticket in the helpdesk.';
COMMENT ON COLUMN missed_replies.status
IS 'Its status; resolved or closed where the customer wrote again later.';
COMMENT ON COLUMN missed_replies.assignee IS 'Pseudonym of the agent.';
COMMENT ON COLUMN missed_replies.customer IS 'Pseudonym of the customer.';
COMMENT ON COLUMN missed_replies.segment IS 'Plan or segment, where the helpdesk gives it.';
COMMENT ON COLUMN missed_replies.waiting_since IS 'When the customer last wrote (UTC).';
COMMENT ON COLUMN missed_replies.hours_waiting
IS 'Hours from then to the newest change in the data.';
