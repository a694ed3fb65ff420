-- Ids of the voices that the incoming tickets have now.
SELECT v.voice_id
FROM voices AS v
INNER JOIN incoming_keys AS k
    ON v.source = k.source AND v.ticket_id = k.ticket_id;
