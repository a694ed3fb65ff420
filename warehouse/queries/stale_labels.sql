-- Whether the version in use of some task has answered fewer voices than there are. Counting is
-- many times cheaper than looking each voice up, and on most nights says that nothing is to do.
SELECT coalesce(bool_or(n.answered < (SELECT count(*) FROM voices)), FALSE) AS some_are_stale
FROM (
    SELECT count(l.voice_id) AS answered
    FROM incoming_versions_in_use AS u
    LEFT JOIN labels AS l ON u.task = l.task AND u.version = l.model
    GROUP BY u.task
) AS n;
