-- The tracker in use from now on.
INSERT INTO account (key, value) VALUES ('tracker', $tracker)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
