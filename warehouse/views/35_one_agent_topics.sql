CREATE VIEW one_agent_topics AS
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
),

recent AS (
    SELECT
        tt.source,
        tt.ticket_id,
        tt.topic_uid,
        tt.created_day
    FROM ticket_topics AS tt
    CROSS JOIN newest AS n
    WHERE tt.created_day > n.day - 90
),

answered AS (
    SELECT
        r.topic_uid,
        count(DISTINCT hash(r.source, r.ticket_id)) AS tickets,
        count(DISTINCT m.author) AS agents,
        min(m.author) AS agent,
        max(r.created_day) AS last_seen
    FROM recent AS r
    INNER JOIN messages AS m ON r.source = m.source AND r.ticket_id = m.ticket_id
    WHERE m.role = 'agent' AND m.visibility = 'public' AND m.author IS NOT NULL
    GROUP BY r.topic_uid
)

SELECT
    a.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    a.agent,
    a.tickets,
    a.last_seen
FROM answered AS a
INNER JOIN topics AS p ON a.topic_uid = p.topic_uid
WHERE a.agents = 1 AND a.tickets >= 5;

COMMENT ON VIEW one_agent_topics
IS 'Topics that only one agent answers: at least five tickets in the last 90 days of the data.';
COMMENT ON COLUMN one_agent_topics.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN one_agent_topics.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN one_agent_topics.topic_name
IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN one_agent_topics.agent IS 'Pseudonym of the agent.';
COMMENT ON COLUMN one_agent_topics.tickets IS 'Tickets that were answered.';
COMMENT ON COLUMN one_agent_topics.last_seen IS 'Day of the newest of them.';
