CREATE VIEW ticket_service AS
WITH spoken AS (
    SELECT
        m.source,
        m.ticket_id,
        min(m.sent_at) FILTER (m.role = 'agent') AS replied_at,
        count(*) FILTER (m.role = 'customer') AS customer_messages,
        count(*) FILTER (m.role = 'agent') AS agent_messages,
        count(DISTINCT m.author) FILTER (m.role = 'agent') AS agents,
        max(m.sent_at) FILTER (m.role = 'customer') AS customer_wrote_at,
        max(m.sent_at) FILTER (m.role = 'agent') AS agent_wrote_at
    FROM messages AS m
    WHERE m.visibility = 'public' AND m.role IN ('customer', 'agent')
    GROUP BY m.source, m.ticket_id
),

dated AS (
    SELECT
        t.source,
        t.ticket_id,
        t.customer,
        t.created_at,
        t.created_at - lag(t.created_at) OVER (PARTITION BY t.customer ORDER BY t.created_at) AS since_last
    FROM tickets AS t
    WHERE t.customer IS NOT NULL AND t.status NOT IN ('spam', 'deleted', 'merged')
)

SELECT
    t.source,
    t.ticket_id,
    t.created_day,
    t.created_at,
    t.status,
    coalesce(t.customer, t.source || '/' || t.ticket_id) AS customer,
    t.assignee,
    t.segment,
    coalesce(t.first_reply_minutes / 60, date_diff('second', t.created_at, s.replied_at) / 3600)
        AS hours_to_reply,
    date_diff('second', t.created_at, t.resolved_at) / 3600 AS hours_to_solution,
    coalesce(s.customer_messages, 0) AS customer_messages,
    coalesce(s.agent_messages, 0) AS agent_messages,
    greatest(coalesce(s.agents, 0) - 1, 0) AS handoffs,
    coalesce(d.since_last <= INTERVAL 7 DAY, FALSE) AS is_recontact,
    t.csat,
    t.reopens,
    t.resolved_at,
    s.customer_wrote_at,
    s.agent_wrote_at
FROM tickets AS t
LEFT JOIN spoken AS s ON t.source = s.source AND t.ticket_id = s.ticket_id
LEFT JOIN dated AS d ON t.source = d.source AND t.ticket_id = d.ticket_id
WHERE t.status NOT IN ('spam', 'deleted', 'merged');

COMMENT ON VIEW ticket_service
IS 'What each ticket cost its customer in time; hours run day and night.';
COMMENT ON COLUMN ticket_service.source IS 'The helpdesk account.';
COMMENT ON COLUMN ticket_service.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN ticket_service.created_day
IS 'The day it was created, in the account''s time zone.';
COMMENT ON COLUMN ticket_service.created_at IS 'When it was created (UTC).';
COMMENT ON COLUMN ticket_service.status IS 'new, open, pending, resolved or closed.';
COMMENT ON COLUMN ticket_service.customer
IS 'Pseudonym of the customer; a ticket whose helpdesk names none counts as a customer of its own.';
COMMENT ON COLUMN ticket_service.assignee IS 'Pseudonym of the agent.';
COMMENT ON COLUMN ticket_service.segment IS 'Plan or segment, where the helpdesk gives it.';
COMMENT ON COLUMN ticket_service.hours_to_reply
IS 'Hours to the first public reply of an agent: the helpdesk''s figure, else from the messages.';
COMMENT ON COLUMN ticket_service.hours_to_solution
IS 'Hours to the solution; empty while there is none.';
COMMENT ON COLUMN ticket_service.customer_messages IS 'Public messages of the customer.';
COMMENT ON COLUMN ticket_service.agent_messages IS 'Public messages of agents.';
COMMENT ON COLUMN ticket_service.handoffs IS 'Agents who wrote to the customer, less one.';
COMMENT ON COLUMN ticket_service.is_recontact
IS 'Whether the same customer had opened another ticket in the seven days before.';
COMMENT ON COLUMN ticket_service.csat IS 'Satisfaction 0..1 where given.';
COMMENT ON COLUMN ticket_service.reopens IS 'How often it was opened again.';
COMMENT ON COLUMN ticket_service.resolved_at IS 'When it was resolved (UTC).';
COMMENT ON COLUMN ticket_service.customer_wrote_at
IS 'When the customer last wrote publicly (UTC).';
COMMENT ON COLUMN ticket_service.agent_wrote_at IS 'When an agent last did (UTC).';
