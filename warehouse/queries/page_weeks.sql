-- The newest $weeks weeks of every topic; weeks before its first are zero.
WITH newest AS (
    SELECT max(w.week) AS week
    FROM topic_trend_weekly AS w
),

span AS (
    SELECT unnest(generate_series(
        n.week - to_days((7 * ($weeks - 1))::INTEGER), n.week, INTERVAL 7 DAY
    ))::DATE AS week
    FROM newest AS n
),

known AS (
    SELECT DISTINCT w.topic_uid
    FROM topic_trend_weekly AS w
)

SELECT
    k.topic_uid,
    s.week,
    coalesce(w.tickets, 0) AS tickets,
    coalesce(w.customers, 0) AS customers
FROM known AS k
CROSS JOIN span AS s
LEFT JOIN topic_trend_weekly AS w ON k.topic_uid = w.topic_uid AND s.week = w.week
ORDER BY k.topic_uid, s.week;
