-- Who speaks of a topic: its tickets by segment and by version, the most first.
WITH told AS (
    SELECT
        t.segment,
        t.version
    FROM ticket_topics AS tt
    INNER JOIN tickets AS t ON tt.source = t.source AND tt.ticket_id = t.ticket_id
    WHERE tt.topic_uid = (
        SELECT p.topic_uid FROM topics AS p
        WHERE p.number = $number
    )
)

SELECT
    'segment' AS part,
    d.segment AS value,
    count(*) AS tickets
FROM told AS d
WHERE d.segment IS NOT NULL
GROUP BY d.segment
UNION ALL
SELECT
    'version' AS part,
    d.version AS value,
    count(*) AS tickets
FROM told AS d
WHERE d.version IS NOT NULL
GROUP BY d.version
ORDER BY part ASC, tickets DESC, value ASC;
