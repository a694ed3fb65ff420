-- What waits in quarantine, newest first, for people.
SELECT
    source,
    reason,
    path,
    line,
    seen,
    detail,
    text,
    row_sha256,
    first_seen,
    last_seen
FROM quarantine
WHERE replayed_at IS NULL AND ($source IS NULL OR source = $source)
ORDER BY last_seen DESC, path ASC, line ASC;
