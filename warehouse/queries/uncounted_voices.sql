-- Tickets of which a voice changed its topic, its labels or its words are to be counted anew.
INSERT INTO uncounted
SELECT DISTINCT
    a.source,
    a.ticket_id
FROM assignments AS a
WHERE a.voice_id IN (SELECT i.id FROM incoming_ids AS i);
