-- Whether a decision of exactly this moment is kept: the inbox gives each a moment of its own.
SELECT d.decided_at FROM decisions AS d
WHERE d.decided_at = $asked_at
UNION ALL
SELECT c.decided_at FROM label_corrections AS c
WHERE c.decided_at = $asked_at
UNION ALL
SELECT a.decided_at FROM alert_decisions AS a
WHERE a.decided_at = $asked_at
UNION ALL
SELECT w.said_at AS decided_at FROM support_words AS w
WHERE w.said_at = $asked_at OR w.withdrawn_at = $asked_at;
