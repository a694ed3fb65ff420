-- The quotes are out of the issue, so whose tickets they were need not be known any more.
UPDATE erasure_issues
SET state = 'done', quotes = quotes + $quotes, tickets = [], urls = [], changed_at = $now
WHERE erasure_id = $erasure_id AND label = $label;
