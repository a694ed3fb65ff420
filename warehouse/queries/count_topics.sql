-- The topics of the tickets that were just counted.
INSERT INTO counted_topics BY NAME
SELECT
    v.ticket,
    v.topic,
    c.created_day,
    c.customer_number,
    count(*) AS voices
FROM counted_voices AS v
INNER JOIN counted_tickets AS c ON v.ticket = c.ticket
WHERE v.ticket > $above::BIGINT AND c.ticket > $above::BIGINT AND v.topic IS NOT NULL
GROUP BY v.ticket, v.topic, c.created_day, c.customer_number
ORDER BY v.ticket, v.topic;
