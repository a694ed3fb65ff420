-- An event of the product; told again it takes the new end and note.
INSERT INTO events (event_id, source, kind, name, began_on, ended_on, note)
VALUES ($event_id, $source, $kind, $name, $began_on, $ended_on, $note)
ON CONFLICT (event_id) DO UPDATE SET ended_on = excluded.ended_on, note = excluded.note;
