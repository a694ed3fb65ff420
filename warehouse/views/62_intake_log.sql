CREATE VIEW intake_log AS
SELECT
    f.run_id,
    r.started_at,
    f.source,
    f.path,
    i.state,
    f.rows_read,
    f.rows_loaded,
    f.rows_unchanged,
    f.rows_stale,
    f.rows_quarantined,
    f.rows_suppressed,
    f.rows_read
    = f.rows_loaded + f.rows_unchanged + f.rows_stale + f.rows_quarantined + f.rows_suppressed
        AS adds_up
FROM run_files AS f
LEFT JOIN runs AS r ON f.run_id = r.run_id
LEFT JOIN ingest_files AS i ON f.source = i.source AND f.file_sha256 = i.file_sha256;

COMMENT ON VIEW intake_log IS 'What became of every row read, one row for each run and file.';
COMMENT ON COLUMN intake_log.run_id IS 'The run.';
COMMENT ON COLUMN intake_log.started_at IS 'When it started (UTC).';
COMMENT ON COLUMN intake_log.source IS 'The helpdesk account.';
COMMENT ON COLUMN intake_log.path IS 'The file.';
COMMENT ON COLUMN intake_log.state IS 'loading, done or failed, as it stands now.';
COMMENT ON COLUMN intake_log.rows_read IS 'Rows read by this run.';
COMMENT ON COLUMN intake_log.rows_loaded IS 'Rows that were new or changed something.';
COMMENT ON COLUMN intake_log.rows_unchanged IS 'Rows that were already there, equal.';
COMMENT ON COLUMN intake_log.rows_stale IS 'Rows older than what is already there.';
COMMENT ON COLUMN intake_log.rows_quarantined IS 'Rows that could not be read.';
COMMENT ON COLUMN intake_log.rows_suppressed IS 'Rows of customers who were erased: not kept.';
COMMENT ON COLUMN intake_log.adds_up
IS 'Whether every row is accounted for; a run in which one is not fails.';
