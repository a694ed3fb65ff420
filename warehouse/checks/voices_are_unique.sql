-- A voice kept twice, assigned twice, or labelled twice for one task (these tables have no key).
SELECT
    'voices' AS relation,
    v.voice_id,
    count(*) AS times
FROM voices AS v
WHERE
    $run_id IS NULL
    OR v.voice_id IN (
        SELECT r.voice_id FROM voices AS r
        WHERE r.run_id = $run_id
    )
GROUP BY v.voice_id
HAVING count(*) > 1
UNION ALL
SELECT
    'assignments' AS relation,
    a.voice_id,
    count(*) AS times
FROM assignments AS a
WHERE
    $run_id IS NULL
    OR a.voice_id IN (
        SELECT r.voice_id FROM assignments AS r
        WHERE r.run_id = $run_id
    )
GROUP BY a.voice_id
HAVING count(*) > 1
UNION ALL
SELECT
    'labels: ' || l.task AS relation,
    l.voice_id,
    count(*) AS times
FROM labels AS l
WHERE
    $run_id IS NULL
    OR l.voice_id IN (
        SELECT r.voice_id FROM voices AS r
        WHERE r.run_id = $run_id
    )
GROUP BY l.voice_id, l.task
HAVING count(*) > 1;
