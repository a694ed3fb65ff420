-- How fresh the quotes were that one run made visible.
SELECT
    f.quotes,
    f.median_minutes,
    f.p95_minutes
FROM freshness AS f
WHERE f.run_id = $run_id;
