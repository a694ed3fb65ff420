-- Other pseudonyms of customers.
INSERT INTO customer_aliases (source, alias, customer)
SELECT
    i.source,
    i.alias,
    i.customer
FROM incoming_aliases AS i
QUALIFY row_number() OVER (PARTITION BY i.source, i.alias, i.customer) = 1
ON CONFLICT DO NOTHING;
