-- What a stage took and did; a repeated stage is told by its last time.
INSERT INTO run_stages (run_id, stage, seconds, peak_mb, counts)
VALUES ($run_id, $stage, $seconds, $peak_mb, $counts)
ON CONFLICT (run_id, stage) DO UPDATE SET
    seconds = excluded.seconds,
    peak_mb = excluded.peak_mb,
    counts = excluded.counts;
