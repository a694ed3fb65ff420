-- What a night removed by age.
INSERT INTO retention_log (run_id, happened_at, counts, rewritten)
VALUES ($run_id, $now, $counts, $rewritten)
ON CONFLICT (run_id) DO UPDATE SET
    counts = excluded.counts,
    rewritten = excluded.rewritten;
