-- What became of the rows that the newest run with an intake read.
SELECT
    f.run_id,
    count(*) AS files,
    sum(f.rows_read)::BIGINT AS rows_read,
    sum(f.rows_loaded)::BIGINT AS rows_loaded,
    sum(f.rows_unchanged)::BIGINT AS rows_unchanged,
    sum(f.rows_stale)::BIGINT AS rows_stale,
    sum(f.rows_quarantined)::BIGINT AS rows_quarantined,
    sum(f.rows_suppressed)::BIGINT AS rows_suppressed
FROM run_files AS f
INNER JOIN runs AS r ON f.run_id = r.run_id
GROUP BY f.run_id, r.started_at
ORDER BY r.started_at DESC, f.run_id DESC
LIMIT 1;
