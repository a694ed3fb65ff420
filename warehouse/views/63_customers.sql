CREATE VIEW customers AS
WITH seen AS (
    SELECT
        t.source,
        t.customer,
        count(*) AS tickets,
        min(t.created_day) AS first_seen,
        max(t.created_day) AS last_seen,
        arg_max(t.organisation, t.updated_at) AS organisation,
        arg_max(t.segment, t.updated_at) AS segment
    FROM tickets AS t
    WHERE t.customer IS NOT NULL AND t.status NOT IN ('spam', 'deleted', 'merged')
    GROUP BY t.source, t.customer
)

SELECT
    coalesce(s.source, f.source) AS source,
    coalesce(s.customer, f.customer) AS customer,
    coalesce(f.organisation, s.organisation) AS organisation,
    coalesce(f.segment, s.segment) AS segment,
    f.revenue,
    f.active,
    coalesce(s.tickets, 0) AS tickets,
    s.first_seen,
    s.last_seen
FROM seen AS s
FULL JOIN customer_feed AS f ON s.source = f.source AND s.customer = f.customer;

COMMENT ON VIEW customers
IS 'Customers by pseudonym, from their tickets and from the account''s own list (intake.customers).';
COMMENT ON COLUMN customers.source IS 'The helpdesk account.';
COMMENT ON COLUMN customers.customer IS 'Pseudonym of the customer.';
COMMENT ON COLUMN customers.organisation IS 'Pseudonym of the organisation; the list before the ticket.';
COMMENT ON COLUMN customers.segment IS 'Plan or segment; the list before the newest ticket.';
COMMENT ON COLUMN customers.revenue IS 'Revenue as listed, in the account''s own unit and period.';
COMMENT ON COLUMN customers.active IS 'Whether active, as listed; empty where not told.';
COMMENT ON COLUMN customers.tickets IS 'Their tickets, without spam, deleted and merged ones.';
COMMENT ON COLUMN customers.first_seen IS 'Day of their first ticket.';
COMMENT ON COLUMN customers.last_seen IS 'Day of their newest ticket.';
