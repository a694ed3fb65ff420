-- When the tickets of each topic were created, oldest first.
SELECT
    tt.topic_uid,
    list(tt.created_at ORDER BY tt.created_at, tt.source, tt.ticket_id) AS times
FROM ticket_topics AS tt
WHERE tt.created_at > $since
GROUP BY tt.topic_uid;
