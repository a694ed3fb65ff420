-- What agents answered on a topic's tickets, the newest first public answers.
WITH told AS (
    SELECT
        tt.source,
        tt.ticket_id,
        tt.created_at
    FROM ticket_topics AS tt
    WHERE
        tt.topic_uid = (
            SELECT p.topic_uid FROM topics AS p
            WHERE p.number = $number
        )
    ORDER BY tt.created_at DESC
    LIMIT 50
)

SELECT
    timezone($time_zone, t.created_at)::DATE AS created_on,
    t.ticket_id,
    arg_min(m.text, m.position) AS text
FROM told AS t
INNER JOIN messages AS m ON t.source = m.source AND t.ticket_id = m.ticket_id
WHERE m.role = 'agent' AND m.visibility = 'public'
GROUP BY t.created_at, t.source, t.ticket_id
ORDER BY t.created_at DESC, t.ticket_id ASC
LIMIT 5;
