-- Rows that could not be read and still wait, by reason.
SELECT
    q.reason,
    count(*) AS in_quarantine,
    max(q.last_seen) AS last_seen
FROM quarantine AS q
WHERE q.replayed_at IS NULL
GROUP BY q.reason
ORDER BY in_quarantine DESC, q.reason ASC;
