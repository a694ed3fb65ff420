-- What a person said of a voice or a ticket, or that an earlier word holds no longer.
INSERT INTO label_corrections
SELECT
    coalesce(max(c.correction), 0) + 1 AS correction,
    $task,
    $value,
    $source,
    $ticket_id,
    $voice_id,
    $undoes,
    $by,
    $why,
    $now::TIMESTAMPTZ
FROM label_corrections AS c
RETURNING correction;
