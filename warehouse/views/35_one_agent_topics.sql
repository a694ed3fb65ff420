CREATE VIEW one_agent_topics AS
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
),

recent AS (
    SELECT
        k.topic,
        k.ticket,
        k.created_day,
        c.agents
    FROM counted_topics AS k
    CROSS JOIN newest AS n
    INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
    WHERE k.created_day > n.day - 90 AND c.created_day > n.day - 90 AND len(c.agents) > 0
),

named AS (
    SELECT
        r.topic,
        r.ticket,
        r.created_day,
        unnest(r.agents) AS agent
    FROM recent AS r
),

answered AS (
    SELECT
        d.topic,
        count(DISTINCT d.ticket) AS tickets,
        count(DISTINCT d.agent) AS agents,
        min(d.agent) AS agent,
        max(d.created_day) AS last_seen
    FROM named AS d
    GROUP BY d.topic
)

SELECT
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    a.agent,
    a.tickets,
    a.last_seen
FROM answered AS a
INNER JOIN topics AS p ON a.topic = p.number
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
