-- Voices that are gone.
DELETE FROM voices
WHERE voice_id IN (SELECT i.id FROM incoming_ids AS i);
