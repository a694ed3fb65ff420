-- An assignment or a label of a voice that does not exist.
SELECT
    'assignments' AS relation,
    a.voice_id
FROM assignments AS a
WHERE a.voice_id NOT IN (SELECT v.voice_id FROM voices AS v)
UNION ALL
SELECT
    'labels' AS relation,
    l.voice_id
FROM labels AS l
WHERE l.voice_id NOT IN (SELECT v.voice_id FROM voices AS v);
