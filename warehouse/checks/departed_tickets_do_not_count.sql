-- A deleted, merged or spam ticket that trends still count.
SELECT
    tt.source,
    tt.ticket_id,
    tt.topic_uid,
    t.status
FROM ticket_topics AS tt
INNER JOIN tickets AS t ON tt.source = t.source AND tt.ticket_id = t.ticket_id
WHERE
    t.status IN ('spam', 'deleted', 'merged')
    AND ($run_id IS NULL OR t.run_id = $run_id);
