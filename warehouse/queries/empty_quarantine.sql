-- Unreadable rows that have not come again for long.
DELETE FROM quarantine
WHERE last_seen < $before
RETURNING row_sha256;
