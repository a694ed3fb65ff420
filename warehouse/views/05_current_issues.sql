CREATE VIEW current_issues AS
SELECT
    i.tracker,
    i.label,
    i.topic_uid,
    i.state ->> 'issue_key' AS issue_key,
    i.state ->> 'url' AS issue_url,
    i.state ->> 'status' AS status,
    i.state ->> 'resolution' AS resolution,
    (i.state ->> 'created_at')::TIMESTAMPTZ AS opened_at,
    (i.state ->> 'resolved_at')::TIMESTAMPTZ AS resolved_at,
    i.state ->> 'version' AS version,
    (i.state ->> 'released_on')::DATE AS released_on,
    i.answer,
    i.pulled_at,
    row_number() OVER (
        PARTITION BY i.topic_uid
        ORDER BY (i.state ->> 'created_at')::TIMESTAMPTZ DESC, i.label ASC
    ) = 1 AS is_newest
FROM issues AS i
WHERE
    i.tracker = (
        SELECT a.value FROM account AS a
        WHERE a.key = 'tracker'
    );

COMMENT ON VIEW current_issues IS 'The issues in the tracker that is in use now, one row each.';
COMMENT ON COLUMN current_issues.tracker IS 'The tracker: kind, site, project and tenant.';
COMMENT ON COLUMN current_issues.label IS 'The issue''s searchable label.';
COMMENT ON COLUMN current_issues.topic_uid IS 'The topic it tells of.';
COMMENT ON COLUMN current_issues.issue_key IS 'The issue''s key.';
COMMENT ON COLUMN current_issues.issue_url IS 'Link to it.';
COMMENT ON COLUMN current_issues.status IS 'The tracker''s own word.';
COMMENT ON COLUMN current_issues.resolution IS 'The tracker''s resolution, where given.';
COMMENT ON COLUMN current_issues.opened_at IS 'When it was opened (UTC).';
COMMENT ON COLUMN current_issues.resolved_at IS 'When it was closed (UTC).';
COMMENT ON COLUMN current_issues.version IS 'The release with the fix, where the tracker says.';
COMMENT ON COLUMN current_issues.released_on IS 'The day of that release.';
COMMENT ON COLUMN current_issues.answer
IS 'received, considering, accepted, needs_info, in_progress, shipped, declined, duplicate or gone.';
COMMENT ON COLUMN current_issues.pulled_at IS 'When Koe last looked (UTC).';
COMMENT ON COLUMN current_issues.is_newest IS 'Whether it is the newest issue of its topic.';
