-- The stages of one run, in the order of the data path.
SELECT
    stage,
    seconds,
    peak_mb,
    counts
FROM run_stages
WHERE run_id = $run_id
ORDER BY list_position(['intake', 'analyse', 'report', 'publish'], stage), stage;
