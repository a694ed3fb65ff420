-- The weights of the version that answers each task; tasks of the taxonomy alone are left out.
WITH newest AS (
    SELECT u.*
    FROM label_uses AS u
    QUALIFY row_number() OVER (PARTITION BY u.task ORDER BY u.use DESC) = 1
)

SELECT
    m.version,
    m.embedder,
    m.content
FROM newest AS n
INNER JOIN label_models AS m ON n.version = m.version
ORDER BY m.version;
