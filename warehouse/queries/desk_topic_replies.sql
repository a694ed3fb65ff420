-- What agents answered on a topic's tickets, the newest first public answers.
WITH told AS MATERIALIZED (
    SELECT
        tt.source,
        tt.ticket_id,
        tt.created_at
    FROM ticket_topics AS tt
    WHERE tt.topic_number = $number
    ORDER BY tt.created_at DESC
    LIMIT 50
),

-- few of many: looked up by their ids before they are joined, as the planner cannot know how few
said AS MATERIALIZED (
    SELECT
        m.source,
        m.ticket_id,
        m.text,
        m.position
    FROM messages AS m
    WHERE
        m.ticket_id IN (SELECT t.ticket_id FROM told AS t)
        AND m.role = 'agent'
        AND m.visibility = 'public'
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
