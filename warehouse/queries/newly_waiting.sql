-- Waiting voices that no discovery has looked at: assigned by a run that began after the last one
-- that looked.
SELECT a.voice_id
FROM assignments AS a
LEFT JOIN runs AS r ON a.run_id = r.run_id
WHERE
    a.no_topic = 'waiting'
    AND coalesce(
        r.started_at > (
            SELECT max(coalesce(looked.started_at, d.happened_at))
            FROM discoveries AS d
            LEFT JOIN runs AS looked ON d.run_id = looked.run_id
        ),
        TRUE
    );
