-- The voice whose id begins so, or the ticket of this id.
SELECT DISTINCT
    v.source,
    v.ticket_id,
    if(v.ticket_id = $target, NULL, v.voice_id) AS voice_id
FROM voices AS v
WHERE v.ticket_id = $target OR (length($target) >= 6 AND starts_with(v.voice_id, $target));
