-- How many rows in quarantine are of these people.
SELECT count(*) AS quarantined
FROM quarantine AS q
WHERE list_has_any(q.people, (SELECT coalesce(list(i.id), []) FROM incoming_ids AS i));
