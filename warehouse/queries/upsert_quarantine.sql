-- Bad rows; the same one again raises seen and says where it came last.
INSERT INTO quarantine (
    row_sha256, source, file_sha256, path, line, reason, detail, text, people, seen, first_seen,
    last_seen
)
SELECT
    i.*,
    count(*) OVER (PARTITION BY i.source, i.row_sha256) AS seen,
    $now::TIMESTAMPTZ AS first_seen,
    $now::TIMESTAMPTZ AS last_seen
FROM incoming_quarantine AS i
QUALIFY row_number() OVER (PARTITION BY i.source, i.row_sha256 ORDER BY i.line DESC) = 1
ON CONFLICT (source, row_sha256) DO UPDATE SET
    file_sha256 = excluded.file_sha256,
    path = excluded.path,
    line = excluded.line,
    reason = excluded.reason,
    detail = excluded.detail,
    text = excluded.text,
    people = excluded.people,
    seen = quarantine.seen + excluded.seen,
    last_seen = excluded.last_seen,
    replayed_at = NULL;
