-- What people decided about a topic, newest first, and whether it still holds.
SELECT
    d.decision,
    d.kind,
    d.decided_by,
    d.why,
    timezone($time_zone, d.decided_at) AS decided_at,
    d.kind <> 'undo' AND d.undone_by IS NULL AS holds
FROM topic_decisions AS d
INNER JOIN topics AS p ON d.topic_uid = p.topic_uid OR list_contains(d.other_uids, p.topic_uid)
WHERE p.number = $number
ORDER BY d.decision DESC;
