-- Voices of tickets that turned out to be spam, deleted or merged away.
SELECT v.voice_id
FROM voices AS v
INNER JOIN tickets AS t
    ON v.source = t.source AND v.ticket_id = t.ticket_id
WHERE t.status IN ('spam', 'deleted', 'merged');
