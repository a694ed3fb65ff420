-- What a person said of a voice or a ticket, or that an earlier word holds no longer.
INSERT INTO label_corrections
SELECT
    coalesce(max(c.correction), 0) + 1 AS correction,
    $task AS task,
    $value,
    $source AS source,
    $ticket_id AS ticket_id,
    $voice_id,
    $undoes,
    $by AS decided_by,
    $why,
    $now::TIMESTAMPTZ AS decided_at
FROM label_corrections AS c
RETURNING correction;
