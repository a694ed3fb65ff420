-- A label under which two issues were opened.
SELECT
    o.tracker,
    o.label,
    count(*) AS created
FROM outbox AS o
WHERE o.kind = 'create' AND o.state = 'done'
GROUP BY o.tracker, o.label
HAVING count(*) > 1;
