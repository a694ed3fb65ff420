-- One batch further, in the same transaction as the batch's rows.
UPDATE ingest_files
SET
    last_line = greatest(last_line, $last_line),
    rows_read = rows_read + $read,
    rows_loaded = rows_loaded + $loaded,
    rows_unchanged = rows_unchanged + $unchanged,
    rows_stale = rows_stale + $stale,
    rows_quarantined = rows_quarantined + $quarantined,
    rows_suppressed = rows_suppressed + $suppressed,
    run_id = $run_id,
    updated_at = $now
WHERE source = $source AND file_sha256 = $file_sha256
RETURNING state;
