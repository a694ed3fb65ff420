-- Assignments of voices that are gone.
DELETE FROM assignments
WHERE voice_id IN (SELECT i.id FROM incoming_ids AS i);
