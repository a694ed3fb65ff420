-- Ids of the voices that the incoming tickets have now; those emptied by age stay as they are.
SELECT v.voice_id
FROM voices AS v
INNER JOIN incoming_keys AS k
    ON v.source = k.source AND v.ticket_id = k.ticket_id
WHERE v.stop > v.start;
