-- Active customers by month and segment; a month told again takes what is told now.
INSERT INTO customers_active (source, month, segment, customers)
SELECT
    $source AS source,
    i.month::DATE AS month,
    i.segment,
    i.customers
FROM incoming_active AS i
QUALIFY row_number() OVER (PARTITION BY i.month, i.segment ORDER BY i.customers DESC) = 1
ON CONFLICT (source, month, segment) DO UPDATE SET customers = excluded.customers;
