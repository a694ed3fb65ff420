-- Customers to be told that something shipped, by topic.
SELECT r.*
FROM reply_list AS r
WHERE $topic::INTEGER IS NULL OR r.topic_number = $topic::INTEGER
ORDER BY r.topic_number ASC, r.created_at DESC, r.ticket_id ASC;
