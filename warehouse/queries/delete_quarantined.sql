-- Rows in quarantine of people who are erased.
DELETE FROM quarantine
WHERE list_has_any(people, (SELECT coalesce(list(i.id), []) FROM incoming_ids AS i));
