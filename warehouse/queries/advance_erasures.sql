-- How far erasures have come.
UPDATE erasure_log
SET
    state = $state,
    rewritten_at = if($state = 'rewritten', $now, rewritten_at),
    finished_at = if($state = 'done', $now, finished_at)
WHERE erasure_id IN (SELECT i.id FROM incoming_ids AS i);
