-- Rows of before trackers had names now belong to this one.
UPDATE freshness_log SET tracker = $tracker
WHERE tracker IN ('', $kind);
