-- Labels of voices that are gone.
DELETE FROM labels
WHERE voice_id IN (SELECT i.id FROM incoming_ids AS i);
