-- Tickets of each topic by segment and by version, largest first.
SELECT
    tt.topic_uid,
    'segment' AS what,
    tt.segment AS value,
    count(*) AS tickets
FROM ticket_topics AS tt
WHERE tt.segment IS NOT NULL
GROUP BY tt.topic_uid, tt.segment
UNION ALL
SELECT
    tt.topic_uid,
    'version' AS what,
    tt.version AS value,
    count(*) AS tickets
FROM ticket_topics AS tt
WHERE tt.version IS NOT NULL
GROUP BY tt.topic_uid, tt.version
ORDER BY topic_uid ASC, what ASC, tickets DESC, value ASC;
