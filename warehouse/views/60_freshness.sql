CREATE VIEW freshness AS
WITH waits AS (
    SELECT
        o.run_id,
        f.visible_at,
        date_diff('second', f.resolved_at, f.visible_at) / 60 AS minutes
    FROM freshness_log AS f
    INNER JOIN outbox AS o ON f.tracker = o.tracker AND f.op_id = o.op_id
)

SELECT
    w.run_id,
    max(w.visible_at) AS visible_at,
    count(*) AS quotes,
    median(w.minutes) AS median_minutes,
    quantile_cont(w.minutes, 0.95) AS p95_minutes
FROM waits AS w
GROUP BY w.run_id;

COMMENT ON VIEW freshness
IS 'How fresh the quotes were when the product team could first read them, by run.';
COMMENT ON COLUMN freshness.run_id IS 'The run whose plan carried them.';
COMMENT ON COLUMN freshness.visible_at IS 'When the last of them became visible (UTC).';
COMMENT ON COLUMN freshness.quotes IS 'How many quotes became visible.';
COMMENT ON COLUMN freshness.median_minutes
IS 'Median minutes from ticket resolved to quote visible in the tracker.';
COMMENT ON COLUMN freshness.p95_minutes IS 'The same, 95th percentile.';
