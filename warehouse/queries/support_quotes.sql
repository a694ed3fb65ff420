-- What the customers of some tickets say about a topic, one voice a ticket, newest first.
SELECT
    q.text,
    q.language,
    q.said_at::DATE AS said_on,
    q.ticket_id,
    t.url,
    t.segment,
    t.version
FROM assignments AS a
INNER JOIN voices AS q ON a.voice_id = q.voice_id
INNER JOIN tickets AS t ON q.source = t.source AND q.ticket_id = t.ticket_id
WHERE a.topic_uid = $topic AND q.ticket_id IN (SELECT i.id FROM incoming_ids AS i)
QUALIFY
    row_number() OVER (
        PARTITION BY q.source, q.ticket_id
        ORDER BY q.opening DESC, q.said_at ASC, q.start ASC
    ) = 1
ORDER BY q.said_at DESC, q.ticket_id ASC;
