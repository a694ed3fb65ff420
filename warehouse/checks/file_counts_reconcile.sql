-- A file of which rows are unaccounted for: read is not what was kept, quarantined or left out.
SELECT
    source,
    file_sha256,
    path,
    rows_read,
    rows_loaded,
    rows_unchanged,
    rows_stale,
    rows_quarantined,
    rows_suppressed
FROM ingest_files
WHERE
    rows_read
    <> rows_loaded + rows_unchanged + rows_stale + rows_quarantined + rows_suppressed;
