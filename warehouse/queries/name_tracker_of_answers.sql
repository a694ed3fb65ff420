-- Rows of before trackers had names now belong to this one.
UPDATE answers SET tracker = $tracker
WHERE tracker IN ('', $kind);
