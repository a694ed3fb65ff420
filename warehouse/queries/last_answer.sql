-- What the product team said last on an issue.
SELECT
    answer,
    status,
    resolution
FROM answers
WHERE label = $label
ORDER BY happened_at DESC, answer ASC
LIMIT 1;
