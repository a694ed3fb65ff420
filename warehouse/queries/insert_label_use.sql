-- From now on this version answers the task.
INSERT INTO label_uses
SELECT
    coalesce(max(u.use), 0) + 1 AS use,
    $task AS task,
    $version AS version,
    $by AS decided_by,
    $why,
    $now::TIMESTAMPTZ AS used_at
FROM label_uses AS u;
