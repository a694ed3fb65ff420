-- What agents answered on a topic's tickets, the newest first public answers.
WITH told AS MATERIALIZED (
    SELECT
        c.source,
        c.ticket_id,
        c.created_at
    FROM counted_topics AS k
    INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
    WHERE k.topic = $number
    ORDER BY c.created_at DESC
    LIMIT 50
),

-- few of many: where they lie first, by a look at the ids alone, then their texts by row
found AS MATERIALIZED (
    SELECT m.rowid AS place
    FROM messages AS m
    WHERE
        m.ticket_id IN (SELECT t.ticket_id FROM told AS t)
        AND m.role = 'agent'
        AND m.visibility = 'public'
),

said AS MATERIALIZED (
    SELECT
        m.source,
        m.ticket_id,
        m.text,
        m.position
    FROM messages AS m
    WHERE m.rowid IN (SELECT f.place FROM found AS f)
)

SELECT
    timezone($time_zone, t.created_at)::DATE AS created_on,
    t.ticket_id,
    arg_min(m.text, m.position) AS text
FROM told AS t
INNER JOIN said AS m ON t.source = m.source AND t.ticket_id = m.ticket_id
GROUP BY t.created_at, t.source, t.ticket_id
ORDER BY t.created_at DESC, t.ticket_id ASC
LIMIT 5;
