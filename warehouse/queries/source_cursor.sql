-- How far a helpdesk has been read.
SELECT
    position,
    file_sha256,
    complete
FROM source_cursors
WHERE source = $source AND connector = $connector;
