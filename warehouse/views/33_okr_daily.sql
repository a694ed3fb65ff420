-- A ticket is asked about once its time is up: unanswered ones younger than that tell nothing yet.
CREATE VIEW okr_daily AS
WITH as_of AS (
    SELECT max(t.updated_at) AS moment
    FROM tickets AS t
),

zone AS (
    SELECT a.value AS name
    FROM account AS a
    WHERE a.key = 'time_zone'
),

asked AS (
    SELECT
        s.created_day AS day,
        g.metric,
        g.wanted,
        s.hours_to_reply IS NOT NULL AND CASE g.metric
            WHEN 'reply_in_time' THEN s.hours_to_reply <= g.hours
            ELSE
                timezone(z.name, s.created_at + to_seconds(s.hours_to_reply * 3600))::DATE
                = s.created_day
        END AS is_reached
    FROM counted_tickets AS s
    CROSS JOIN as_of AS n
    CROSS JOIN zone AS z
    INNER JOIN targets AS g ON g.metric IN ('reply_in_time', 'same_day_reply')
    WHERE
        s.customer_messages > 0
        AND (
            s.hours_to_reply IS NOT NULL
            OR s.created_at + to_seconds(coalesce(g.hours, 24) * 3600) < n.moment
        )
)

SELECT
    a.day,
    a.metric,
    count(*) AS tickets,
    count(*) FILTER (a.is_reached) AS reached,
    count(*) FILTER (a.is_reached) / count(*) AS share,
    any_value(a.wanted) AS target,
    count(*) FILTER (a.is_reached) / count(*) >= any_value(a.wanted) AS is_met
FROM asked AS a
GROUP BY a.day, a.metric;

COMMENT ON VIEW okr_daily
IS 'What support wants to reach, and what it reached, for the daily close.';
COMMENT ON COLUMN okr_daily.day IS 'Day the tickets were created, in the account''s time zone.';
COMMENT ON COLUMN okr_daily.metric
IS 'reply_in_time (within targets.reply_hours) or same_day_reply; contact_rate has a view of its own.';
COMMENT ON COLUMN okr_daily.tickets IS 'Tickets that were answered, or whose time is up.';
COMMENT ON COLUMN okr_daily.reached IS 'Those that were answered in time.';
COMMENT ON COLUMN okr_daily.share IS 'reached as a part (0..1) of tickets.';
COMMENT ON COLUMN okr_daily.target IS 'Share (0..1) that the settings want.';
COMMENT ON COLUMN okr_daily.is_met IS 'Whether it was reached that day.';
