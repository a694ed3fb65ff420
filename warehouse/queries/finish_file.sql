-- A file has been read to its end, or is given up.
UPDATE ingest_files
SET state = $state, updated_at = $now
WHERE source = $source AND file_sha256 = $file_sha256;
