-- The weeks of every topic since $since; a topic's first is the earliest it has.
SELECT
    w.topic_uid,
    w.week,
    w.tickets,
    w.customers
FROM topic_trend_weekly AS w
WHERE w.week >= $since
ORDER BY w.topic_uid, w.week;
