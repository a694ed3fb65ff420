-- When the tickets of each topic were created, oldest first, and on which version each was.
SELECT
    tt.topic_uid,
    list(tt.created_at ORDER BY tt.created_at, tt.source, tt.ticket_id) AS times,
    list(tt.version ORDER BY tt.created_at, tt.source, tt.ticket_id) AS versions
FROM ticket_topics AS tt
WHERE tt.created_at > $since
GROUP BY tt.topic_uid;
