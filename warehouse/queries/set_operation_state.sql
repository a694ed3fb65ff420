-- One operation's new state; every sending is an attempt.
UPDATE outbox
SET
    state = $state,
    error = $error,
    attempts = attempts + if($state = 'sending', 1, 0),
    changed_at = $now
WHERE tracker = $tracker AND op_id = $op_id
RETURNING payload;
