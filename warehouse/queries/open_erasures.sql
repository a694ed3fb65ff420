-- Erasures that are not done yet, oldest first.
SELECT
    e.erasure_id,
    e.state
FROM erasure_log AS e
WHERE e.state <> 'done'
ORDER BY e.asked_at, e.erasure_id;
