-- The newest weeks of each topic, oldest first.
SELECT
    w.topic_uid,
    w.week,
    w.tickets,
    w.customers
FROM topic_trend_weekly AS w
WHERE w.week <= $now::DATE
QUALIFY row_number() OVER (PARTITION BY w.topic_uid ORDER BY w.week DESC) <= $weeks
ORDER BY w.topic_uid, w.week;
