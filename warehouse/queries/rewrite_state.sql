-- When the file was last written anew, and whether anything was removed by age since then.
WITH last AS (
    SELECT max(r.at) AS at
    FROM (
        SELECT l.happened_at AS at FROM retention_log AS l
        WHERE l.rewritten
        UNION ALL
        SELECT e.rewritten_at AS at FROM erasure_log AS e
    ) AS r
)

SELECT
    last.at,
    count(l.run_id) > 0 AS is_wanted
FROM last
LEFT JOIN retention_log AS l
    ON NOT l.rewritten AND (last.at IS NULL OR l.happened_at >= last.at)
GROUP BY last.at;
