CREATE VIEW segments AS
SELECT
    c.source,
    c.segment,
    count(*) AS customers,
    count(*) FILTER (WHERE c.active) AS active_customers,
    count(*) FILTER (WHERE c.tickets > 0) AS contacting_customers,
    sum(c.tickets)::BIGINT AS tickets,
    sum(c.revenue) AS revenue
FROM customers AS c
WHERE c.segment IS NOT NULL
GROUP BY c.source, c.segment;

COMMENT ON VIEW segments IS 'Plans or segments, with what is known of their customers.';
COMMENT ON COLUMN segments.source IS 'The helpdesk account.';
COMMENT ON COLUMN segments.segment IS 'Plan or segment.';
COMMENT ON COLUMN segments.customers IS 'Its customers.';
COMMENT ON COLUMN segments.active_customers IS 'Those listed as active.';
COMMENT ON COLUMN segments.contacting_customers IS 'Those who ever wrote.';
COMMENT ON COLUMN segments.tickets IS 'Their tickets.';
COMMENT ON COLUMN segments.revenue IS 'Their revenue as listed; empty where none is.';
