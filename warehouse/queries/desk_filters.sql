-- The languages, segments, versions and labels to choose from, the commonest first.
WITH valued AS (
    SELECT
        'language' AS filter,
        t.language AS value
    FROM counted_tickets AS t
    UNION ALL
    SELECT
        'segment' AS filter,
        t.segment AS value
    FROM counted_tickets AS t
    UNION ALL
    SELECT
        'version' AS filter,
        t.version AS value
    FROM counted_tickets AS t
    UNION ALL
    SELECT
        'request_type' AS filter,
        k.request_type AS value
    FROM counted_voices AS k
    UNION ALL
    SELECT
        'sentiment' AS filter,
        k.sentiment AS value
    FROM counted_voices AS k
)

SELECT
    v.filter,
    v.value
FROM valued AS v
WHERE v.value IS NOT NULL AND v.value <> ''
GROUP BY v.filter, v.value
QUALIFY row_number() OVER (PARTITION BY v.filter ORDER BY count(*) DESC, v.value ASC) <= 50
ORDER BY v.filter ASC, count(*) DESC, v.value ASC;
