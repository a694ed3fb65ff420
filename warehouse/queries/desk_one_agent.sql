-- Topics that only one agent answered in the last ninety days, the most tickets first.
SELECT
    o.topic_number,
    o.tickets,
    o.last_seen
FROM one_agent_topics AS o
ORDER BY o.tickets DESC, o.topic_number ASC;
