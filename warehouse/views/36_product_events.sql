CREATE VIEW product_events AS
SELECT
    r.source,
    'release' AS kind,
    r.version AS name,
    r.released_on AS began_on,
    NULL::DATE AS ended_on,
    r.note
FROM releases AS r
UNION
SELECT
    e.source,
    e.kind,
    e.name,
    e.began_on,
    e.ended_on,
    e.note
FROM events AS e;

COMMENT ON VIEW product_events IS 'Releases, campaigns and incidents, as told.';
COMMENT ON COLUMN product_events.source IS 'The helpdesk account.';
COMMENT ON COLUMN product_events.kind IS 'release, campaign or incident.';
COMMENT ON COLUMN product_events.name IS 'What it is called; of a release the version.';
COMMENT ON COLUMN product_events.began_on IS 'Its first day.';
COMMENT ON COLUMN product_events.ended_on IS 'Its last day, where it had one.';
COMMENT ON COLUMN product_events.note IS 'What it was.';
