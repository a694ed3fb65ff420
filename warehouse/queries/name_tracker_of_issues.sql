-- Rows of before trackers had names now belong to this one.
UPDATE issues SET tracker = $tracker
WHERE tracker IN ('', $kind);
