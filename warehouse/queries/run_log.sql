-- The newest runs first.
SELECT
    run_id,
    kind,
    started_at,
    finished_at,
    state,
    seconds,
    peak_mb,
    error
FROM run_log
ORDER BY started_at DESC, run_id DESC
LIMIT $max_runs;
