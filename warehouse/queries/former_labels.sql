-- What the models say of every voice of a ticket, whatever people decided; each row goes back in
-- through insert_labels, which lays the corrections over it.
SELECT
    l.voice_id,
    l.task,
    if(l.correction IS NULL, l.value, l.model_value) AS value,
    l.confidence,
    l.model
FROM labels AS l
INNER JOIN voices AS v ON l.voice_id = v.voice_id
WHERE v.source = $source AND v.ticket_id = $ticket_id AND l.model <> 'person';
