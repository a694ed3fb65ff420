-- A run whose rows are unaccounted for: of a file, or told otherwise by the run's own report.
WITH told AS (
    SELECT
        s.run_id,
        (s.counts ->> 'read')::BIGINT AS rows_read,
        (s.counts ->> 'loaded')::BIGINT AS rows_loaded,
        (s.counts ->> 'unchanged')::BIGINT AS rows_unchanged,
        (s.counts ->> 'stale')::BIGINT AS rows_stale,
        (s.counts ->> 'quarantined')::BIGINT AS rows_quarantined
    FROM run_stages AS s
    WHERE s.stage = 'intake' AND s.run_id IN (SELECT f.run_id FROM run_files AS f)
),

landed AS (
    SELECT
        f.run_id,
        sum(f.rows_read)::BIGINT AS rows_read,
        sum(f.rows_loaded)::BIGINT AS rows_loaded,
        sum(f.rows_unchanged)::BIGINT AS rows_unchanged,
        sum(f.rows_stale)::BIGINT AS rows_stale,
        sum(f.rows_quarantined)::BIGINT AS rows_quarantined
    FROM run_files AS f
    GROUP BY f.run_id
)

SELECT
    f.run_id,
    f.path,
    f.rows_read,
    f.rows_loaded + f.rows_unchanged + f.rows_stale + f.rows_quarantined + f.rows_suppressed
        AS rows_accounted_for
FROM run_files AS f
WHERE
    f.rows_read
    <> f.rows_loaded + f.rows_unchanged + f.rows_stale + f.rows_quarantined + f.rows_suppressed
UNION ALL
SELECT
    t.run_id,
    'the whole run' AS path,
    l.rows_read,
    t.rows_read AS rows_accounted_for
FROM told AS t
INNER JOIN landed AS l ON t.run_id = l.run_id
WHERE
    (t.rows_read, t.rows_loaded, t.rows_unchanged, t.rows_stale, t.rows_quarantined)
    <> (l.rows_read, l.rows_loaded, l.rows_unchanged, l.rows_stale, l.rows_quarantined);
