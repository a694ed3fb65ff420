-- Voices of the tickets that go, and of the messages that go from the tickets of others.
SELECT v.voice_id
FROM voices AS v
INNER JOIN incoming_keys AS k
    ON v.source = k.source AND v.ticket_id = k.ticket_id
UNION
SELECT v.voice_id
FROM voices AS v
INNER JOIN incoming_message_keys AS k
    ON v.source = k.source AND v.ticket_id = k.ticket_id AND v.message_id = k.message_id;
