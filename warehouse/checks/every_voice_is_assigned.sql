-- A voice that has neither a topic nor a reason why not, or is assigned under another ticket.
SELECT
    v.voice_id,
    v.source,
    v.ticket_id
FROM voices AS v
LEFT JOIN assignments AS a
    ON v.voice_id = a.voice_id AND v.source = a.source AND v.ticket_id = a.ticket_id
WHERE a.voice_id IS NULL AND ($run_id IS NULL OR v.run_id = $run_id);
