-- All pseudonyms by which the wanted people are known: their own and, either way, their aliases.
WITH customers AS (
    SELECT i.id
    FROM incoming_ids AS i
    UNION
    SELECT a.customer AS id
    FROM customer_aliases AS a
    INNER JOIN incoming_ids AS i ON a.alias = i.id
)

SELECT c.id
FROM customers AS c
UNION
SELECT a.alias AS id
FROM customer_aliases AS a
INNER JOIN customers AS c ON a.customer = c.id
ORDER BY id;
