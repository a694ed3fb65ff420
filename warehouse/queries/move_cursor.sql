-- One page further.
INSERT INTO source_cursors
VALUES ($source, $connector, $position, $file_sha256, $complete, $now)
ON CONFLICT (source, connector) DO UPDATE SET
    position = excluded.position,
    file_sha256 = excluded.file_sha256,
    complete = excluded.complete,
    moved_at = excluded.moved_at;
