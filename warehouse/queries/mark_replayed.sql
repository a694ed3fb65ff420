-- Rows of the quarantine that were loaded after all.
UPDATE quarantine
SET replayed_at = $now
FROM incoming_ids AS i
WHERE quarantine.row_sha256 = i.id AND quarantine.source = $source;
