-- An erasure: when, by whom, how much.
INSERT INTO erasure_log (erasure_id, asked_by, asked_at, state, counts)
VALUES ($erasure_id, $asked_by, $now, 'deleted', $counts);
