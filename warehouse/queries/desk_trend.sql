-- The newest $weeks whole weeks of every value of a dimension, and how its last one compares.
WITH newest AS (
    SELECT
        max(t.created_day) AS day,
        max(t.created_day) - (7 * $weeks)::INTEGER AS since
    FROM tickets AS t
),

counted AS (
    SELECT w.*
    FROM trend_weekly AS w
    WHERE w.dimension = $dimension
),

whole AS (
    SELECT c.*
    FROM counted AS c
    INNER JOIN newest AS n ON c.week + 6 <= n.day AND c.week + 6 > n.since
)

SELECT
    k.value,
    coalesce(any_value(h.name_ja), any_value(h.name_en), any_value(k.name)) AS name_ja,
    coalesce(any_value(h.name_en), any_value(h.name_ja), any_value(k.name)) AS name_en,
    max(k.week) AS week,
    list(k.tickets ORDER BY k.week) AS by_week,
    max_by(k.tickets, k.week) AS tickets,
    max_by(k.customers, k.week) AS customers,
    max_by(k.share, k.week) AS share,
    max_by(k.usual, k.week) AS usual
FROM whole AS k
LEFT JOIN themes AS h ON k.dimension = 'theme' AND k.value = h.theme::TEXT
GROUP BY k.value
ORDER BY tickets DESC, k.value ASC;
