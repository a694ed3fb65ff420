-- The window takes three narrow columns, and times are subtracted as numbers: with all columns in
-- it, intervals, or date_diff (which asks the calendar), it takes ten times as long.
CREATE VIEW ticket_service AS
WITH dated AS (
    SELECT
        c.ticket,
        epoch_ms(c.created_at) - lag(epoch_ms(c.created_at)) OVER (
            PARTITION BY c.customer_number ORDER BY epoch_ms(c.created_at)
        ) AS since_last
    FROM counted_tickets AS c
)

SELECT
    c.source,
    c.ticket_id,
    c.created_day,
    c.created_at,
    c.status,
    c.customer,
    c.assignee,
    c.segment,
    c.hours_to_reply,
    (epoch_ms(c.resolved_at) // 1000 - epoch_ms(c.created_at) // 1000) / 3600 AS hours_to_solution,
    c.customer_messages,
    c.agent_messages,
    greatest(len(c.agents) - 1, 0) AS handoffs,
    coalesce(d.since_last <= 7 * 86400000, FALSE) AS is_recontact,
    c.csat,
    c.reopens,
    c.resolved_at,
    c.customer_wrote_at,
    c.agent_wrote_at,
    c.ticket
FROM counted_tickets AS c
INNER JOIN dated AS d ON c.ticket = d.ticket;

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
COMMENT ON COLUMN ticket_service.ticket IS 'The ticket''s number in counted_tickets.';
