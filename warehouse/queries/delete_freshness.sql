-- When their quotes became visible.
DELETE FROM freshness_log
WHERE voice_id IN (SELECT i.id FROM incoming_ids AS i);
