CREATE VIEW run_log AS
WITH staged AS (
    SELECT
        s.run_id,
        map_from_entries(list((s.stage, s.seconds) ORDER BY s.stage)) AS stage_seconds,
        max(s.peak_mb) AS peak_mb
    FROM run_stages AS s
    GROUP BY s.run_id
)

SELECT
    r.run_id,
    r.kind,
    r.started_at,
    r.finished_at,
    r.state,
    date_diff('millisecond', r.started_at, r.finished_at) / 1000 AS seconds,
    g.stage_seconds,
    g.peak_mb,
    r.error
FROM runs AS r
LEFT JOIN staged AS g ON r.run_id = g.run_id;

COMMENT ON VIEW run_log IS 'Every run: when, how it ended, how long it took.';
COMMENT ON COLUMN run_log.run_id IS 'Id of the run, sortable by time.';
COMMENT ON COLUMN run_log.kind IS 'nightly, or the single step that was run by hand.';
COMMENT ON COLUMN run_log.started_at IS 'When it started (UTC).';
COMMENT ON COLUMN run_log.finished_at IS 'When it ended (UTC); empty while running or when killed.';
COMMENT ON COLUMN run_log.state IS 'running, done, failed or killed.';
COMMENT ON COLUMN run_log.seconds IS 'Wall time in seconds.';
COMMENT ON COLUMN run_log.stage_seconds IS 'Wall time of each stage, by name.';
COMMENT ON COLUMN run_log.peak_mb IS 'Peak resident memory in MB.';
COMMENT ON COLUMN run_log.error IS 'The error, without any customer text.';
