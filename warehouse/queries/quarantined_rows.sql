-- Rows that still wait in quarantine, oldest first.
SELECT source, file_sha256, path, line, reason, detail, text, row_sha256
FROM quarantine
WHERE replayed_at IS NULL AND ($source IS NULL OR source = $source)
ORDER BY first_seen, path, line;
