-- When the tickets of each topic were created, oldest first, and on which version each was: of
-- topics that have a closed issue, since nothing else is decided by it.
WITH dated AS (
    SELECT
        p.topic_uid,
        list(
            { 'at': c.created_at, 'ticket': c.ticket, 'version': c.version }
            ORDER BY c.created_at, c.ticket
        ) AS tickets
    FROM counted_topics AS k
    INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
    INNER JOIN topics AS p ON k.topic = p.number
    WHERE
        c.created_at > $since
        AND p.topic_uid IN (
            SELECT i.topic_uid FROM issues AS i
            WHERE i.state ->> 'status_category' = 'done'
        )
    GROUP BY p.topic_uid
)

SELECT
    d.topic_uid,
    list_transform(d.tickets, LAMBDA x: x.at) AS times,
    list_transform(d.tickets, LAMBDA x: x.version) AS versions
FROM dated AS d;
