-- How far a file has come.
SELECT
    state,
    last_line,
    rows_read,
    rows_loaded,
    rows_unchanged,
    rows_stale,
    rows_quarantined,
    rows_suppressed
FROM ingest_files
WHERE source = $source AND file_sha256 = $file_sha256;
