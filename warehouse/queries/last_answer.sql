-- What the product team said last on an issue.
SELECT
    answer,
    status,
    resolution
FROM answers
WHERE tracker = $tracker AND label = $label
ORDER BY heard_at DESC NULLS LAST, happened_at DESC, answer ASC
LIMIT 1;
