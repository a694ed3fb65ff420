-- What was decided about an alert can be taken back: no new table, one more word.

COMMENT ON COLUMN alert_decisions.decision
IS 'ack (seen, says no more), snooze (says no more until a day) or reopen (neither holds any more).';
COMMENT ON COLUMN alert_decisions.reason IS 'Why, in their words, without personal data.';
