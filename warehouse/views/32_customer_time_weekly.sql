CREATE VIEW customer_time_weekly AS
WITH told AS (
    SELECT
        NULL AS topic_uid,
        NULL AS topic_number,
        NULL AS topic_name,
        s.*
    FROM ticket_service AS s
    UNION ALL
    SELECT
        p.topic_uid,
        p.number AS topic_number,
        coalesce(p.name_ja, p.name_en) AS topic_name,
        s.*
    FROM counted_topics AS k
    INNER JOIN topics AS p ON k.topic = p.number
    INNER JOIN ticket_service AS s ON k.ticket = s.ticket
)

SELECT
    d.topic_uid,
    d.topic_number,
    d.topic_name,
    date_trunc('week', d.created_day)::DATE AS week,
    count(*) AS tickets,
    quantile_cont(d.hours_to_reply, 0.5) AS median_hours_to_reply,
    quantile_cont(d.hours_to_reply, 0.9) AS p90_hours_to_reply,
    quantile_cont(d.hours_to_solution, 0.5) AS median_hours_to_solution,
    quantile_cont(d.hours_to_solution, 0.9) AS p90_hours_to_solution,
    avg(d.customer_messages) AS customer_messages,
    avg(d.is_recontact::INTEGER) AS recontact_share,
    avg(d.handoffs) AS handoffs,
    avg(d.csat) AS csat,
    avg((d.reopens > 0)::INTEGER) AS reopen_share
FROM told AS d
GROUP BY d.topic_uid, d.topic_number, d.topic_name, week;

COMMENT ON VIEW customer_time_weekly
IS 'Customers'' time by week, of all tickets and by topic: filter topic_uid, empty for all.';
COMMENT ON COLUMN customer_time_weekly.topic_uid
IS 'The topic''s id for life; empty for all tickets.';
COMMENT ON COLUMN customer_time_weekly.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN customer_time_weekly.topic_name
IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN customer_time_weekly.week
IS 'Monday of the week the tickets were created in, in the account''s time zone.';
COMMENT ON COLUMN customer_time_weekly.tickets IS 'Tickets created in it, open ones too.';
COMMENT ON COLUMN customer_time_weekly.median_hours_to_reply
IS 'Median hours to the first public reply.';
COMMENT ON COLUMN customer_time_weekly.p90_hours_to_reply IS 'The same, 90th percentile.';
COMMENT ON COLUMN customer_time_weekly.median_hours_to_solution IS 'Median hours to the solution.';
COMMENT ON COLUMN customer_time_weekly.p90_hours_to_solution IS 'The same, 90th percentile.';
COMMENT ON COLUMN customer_time_weekly.customer_messages
IS 'Mean number of messages a customer had to write.';
COMMENT ON COLUMN customer_time_weekly.recontact_share
IS 'Part (0..1) whose customer had opened another ticket in the seven days before.';
COMMENT ON COLUMN customer_time_weekly.handoffs IS 'Mean number of agents after the first.';
COMMENT ON COLUMN customer_time_weekly.csat IS 'Mean satisfaction 0..1 where given.';
COMMENT ON COLUMN customer_time_weekly.reopen_share IS 'Part (0..1) that was opened again.';
