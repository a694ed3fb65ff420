"""The warehouse: one DuckDB file, its schema, and small typed functions over it."""
