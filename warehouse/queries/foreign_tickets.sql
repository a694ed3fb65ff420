-- Which of some tickets say nothing about a topic.
SELECT i.id
FROM incoming_ids AS i
WHERE
    i.id NOT IN (
        SELECT a.ticket_id FROM assignments AS a
        WHERE a.topic_uid = $topic
    )
ORDER BY i.id ASC;
