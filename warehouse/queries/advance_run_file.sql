-- What this run has read of the file so far, in the same transaction as the batch's rows.
INSERT INTO run_files (
    run_id, source, file_sha256, path, rows_read, rows_loaded, rows_unchanged, rows_stale,
    rows_quarantined, rows_suppressed
)
VALUES (
    $run_id, $source, $file_sha256, $path, $read, $loaded, $unchanged, $stale, $quarantined,
    $suppressed
)
ON CONFLICT (run_id, source, file_sha256) DO UPDATE SET
    rows_read = run_files.rows_read + excluded.rows_read,
    rows_loaded = run_files.rows_loaded + excluded.rows_loaded,
    rows_unchanged = run_files.rows_unchanged + excluded.rows_unchanged,
    rows_stale = run_files.rows_stale + excluded.rows_stale,
    rows_quarantined = run_files.rows_quarantined + excluded.rows_quarantined,
    rows_suppressed = run_files.rows_suppressed + excluded.rows_suppressed;
