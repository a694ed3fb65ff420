-- A file of which rows are unaccounted for: read is not loaded + unchanged + stale + quarantined.
SELECT
    source,
    file_sha256,
    path,
    rows_read,
    rows_loaded,
    rows_unchanged,
    rows_stale,
    rows_quarantined
FROM ingest_files
WHERE rows_read <> rows_loaded + rows_unchanged + rows_stale + rows_quarantined;
