-- One topic week by week.
SELECT
    w.week,
    w.tickets,
    w.customers,
    w.share,
    w.change,
    w.is_complete
FROM topic_trend_weekly AS w
WHERE w.topic_number = $number
ORDER BY w.week;
