-- Customers as the account tells of them; one told again takes what is told now.
INSERT INTO customer_feed (source, customer, organisation, segment, revenue, active, told_at)
SELECT
    $source AS source,
    i.customer,
    i.organisation,
    i.segment,
    i.revenue,
    i.active,
    $now::TIMESTAMPTZ AS told_at
FROM incoming_customers AS i
QUALIFY row_number() OVER (PARTITION BY i.customer) = 1
ON CONFLICT (source, customer) DO UPDATE SET
    organisation = excluded.organisation,
    segment = excluded.segment,
    revenue = excluded.revenue,
    active = excluded.active,
    told_at = excluded.told_at;
