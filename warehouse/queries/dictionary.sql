-- Every column of every view and table, views first, with its comment.
WITH relations AS (
    SELECT
        'view' AS kind,
        v.view_name AS relation,
        v.comment
    FROM duckdb_views() AS v
    WHERE NOT v.internal AND NOT v.temporary
    UNION ALL
    SELECT
        'table' AS kind,
        t.table_name AS relation,
        t.comment
    FROM duckdb_tables() AS t
    WHERE NOT t.internal AND NOT t.temporary
)

SELECT
    r.kind,
    r.relation,
    r.comment AS about,
    c.column_name,
    c.data_type,
    c.comment
FROM relations AS r
INNER JOIN duckdb_columns() AS c ON r.relation = c.table_name
WHERE NOT c.internal
ORDER BY r.kind DESC, r.relation ASC, c.column_index ASC;
