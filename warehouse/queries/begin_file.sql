-- A file is seen for the first time, or picked up where an earlier run left it. A failed one
-- starts again from its first row: what was loaded of it will count as unchanged.
INSERT INTO ingest_files
VALUES ($source, $file_sha256, $path, $size, 'loading', 0, 0, 0, 0, 0, 0, $run_id, $now, 0)
ON CONFLICT (source, file_sha256) DO UPDATE SET
    path = excluded.path,
    run_id = if(ingest_files.state = 'done', ingest_files.run_id, excluded.run_id),
    last_line = if(ingest_files.state = 'failed', 0, ingest_files.last_line),
    rows_read = if(ingest_files.state = 'failed', 0, ingest_files.rows_read),
    rows_loaded = if(ingest_files.state = 'failed', 0, ingest_files.rows_loaded),
    rows_unchanged = if(ingest_files.state = 'failed', 0, ingest_files.rows_unchanged),
    rows_stale = if(ingest_files.state = 'failed', 0, ingest_files.rows_stale),
    rows_quarantined = if(ingest_files.state = 'failed', 0, ingest_files.rows_quarantined),
    rows_suppressed = if(ingest_files.state = 'failed', 0, ingest_files.rows_suppressed),
    state = if(ingest_files.state = 'failed', 'loading', ingest_files.state);
