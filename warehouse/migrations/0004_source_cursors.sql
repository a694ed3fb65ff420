-- How far each helpdesk has been read through its API.

CREATE TABLE source_cursors (
    source TEXT NOT NULL,
    connector TEXT NOT NULL,
    position TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    complete BOOLEAN NOT NULL,
    moved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, connector)
);
COMMENT ON TABLE source_cursors
IS 'How far each helpdesk has been read through its API; moved in the transaction of the rows read.';
COMMENT ON COLUMN source_cursors.source IS 'The account.';
COMMENT ON COLUMN source_cursors.connector IS 'Which helpdesk at which address, e.g. zendesk https://….';
COMMENT ON COLUMN source_cursors.position IS 'Where to go on; its form is the connector''s own.';
COMMENT ON COLUMN source_cursors.file_sha256
IS 'The pull it belongs to, as ingest_files counts it: an interrupted pull goes on under it.';
COMMENT ON COLUMN source_cursors.complete
IS 'Whether that pull came to the helpdesk''s end; false where it was interrupted.';
COMMENT ON COLUMN source_cursors.moved_at IS 'When it last moved (UTC).';
