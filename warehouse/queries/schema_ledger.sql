-- What stands before the first migration: the list of migrations that were applied.
CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE schema_migrations IS 'Every migration applied to this file, in order.';
COMMENT ON COLUMN schema_migrations.number IS 'From 1.';
COMMENT ON COLUMN schema_migrations.name IS 'Name of its file.';
COMMENT ON COLUMN schema_migrations.sha256 IS 'Hash of its text: an applied migration is never edited.';
COMMENT ON COLUMN schema_migrations.applied_at IS 'When (UTC).';
