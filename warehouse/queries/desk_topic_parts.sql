-- Who speaks of a topic: its tickets by segment and by version, the most first.
WITH told AS (
    SELECT
        c.segment,
        c.version
    FROM counted_topics AS k
    INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
    WHERE k.topic = $number
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
