-- Every trained model, newest first, and whether it is in use.
WITH newest AS (
    SELECT u.*
    FROM label_uses AS u
    QUALIFY row_number() OVER (PARTITION BY u.task ORDER BY u.use DESC) = 1
)

SELECT
    m.version,
    m.task,
    n.version IS NOT NULL AS in_use,
    m.embedder,
    m.card,
    m.trained_by,
    m.trained_at
FROM label_models AS m
LEFT JOIN newest AS n ON m.task = n.task AND m.version = n.version
ORDER BY m.trained_at DESC, m.version DESC;
