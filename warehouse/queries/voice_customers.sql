-- Who said each of these voices.
SELECT
    v.voice_id,
    t.customer
FROM incoming_ids AS i
INNER JOIN voices AS v ON i.id = v.voice_id
INNER JOIN tickets AS t
    ON v.source = t.source AND v.ticket_id = t.ticket_id;
