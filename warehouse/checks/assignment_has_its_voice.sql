-- An assignment or a label of a voice that does not exist.
SELECT
    'assignments' AS relation,
    a.voice_id
FROM assignments AS a
ANTI JOIN voices AS v ON a.voice_id = v.voice_id
WHERE $run_id IS NULL OR a.run_id = $run_id
UNION ALL
SELECT
    'labels' AS relation,
    l.voice_id
FROM labels AS l
ANTI JOIN voices AS v ON l.voice_id = v.voice_id
WHERE $run_id IS NULL;
