CREATE VIEW organisations AS
SELECT
    c.source,
    c.organisation,
    arg_max(c.segment, c.last_seen) AS segment,
    count(*) AS customers,
    count(*) FILTER (WHERE c.active) AS active_customers,
    sum(c.tickets)::BIGINT AS tickets,
    sum(c.revenue) AS revenue,
    min(c.first_seen) AS first_seen,
    max(c.last_seen) AS last_seen
FROM customers AS c
WHERE c.organisation IS NOT NULL
GROUP BY c.source, c.organisation;

COMMENT ON VIEW organisations IS 'Organisations by pseudonym, with what is known of their customers.';
COMMENT ON COLUMN organisations.source IS 'The helpdesk account.';
COMMENT ON COLUMN organisations.organisation IS 'Pseudonym of the organisation.';
COMMENT ON COLUMN organisations.segment IS 'Segment of its customer seen last.';
COMMENT ON COLUMN organisations.customers IS 'Its customers.';
COMMENT ON COLUMN organisations.active_customers IS 'Those listed as active.';
COMMENT ON COLUMN organisations.tickets IS 'Their tickets.';
COMMENT ON COLUMN organisations.revenue IS 'Their revenue as listed; empty where none is.';
COMMENT ON COLUMN organisations.first_seen IS 'Day of the first ticket.';
COMMENT ON COLUMN organisations.last_seen IS 'Day of the newest ticket.';
