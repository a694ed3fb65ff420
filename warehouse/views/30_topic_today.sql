CREATE VIEW topic_today AS
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
),

counted AS (
    SELECT
        k.topic,
        count(*) AS tickets,
        count(DISTINCT k.customer_number) AS customers,
        count(*) FILTER (k.created_day > n.day - 7) AS last_7_days,
        count(*) FILTER (k.created_day <= n.day - 7 AND k.created_day > n.day - 14) AS days_before,
        min(k.created_day) AS first_seen,
        max(k.created_day) AS last_seen
    FROM counted_topics AS k
    CROSS JOIN newest AS n
    GROUP BY k.topic
),

-- The newest days are never counted in full: tickets join once they are resolved. What is expected
-- of them is lowered by as much, or every topic would seem to fall every night.
complete AS (
    SELECT
        count(*) FILTER (t.created_day > n.day - 7 AND t.is_analysed)
        / nullif(count(*) FILTER (t.created_day > n.day - 7), 0) AS newer,
        count(*) FILTER (t.created_day <= n.day - 7 AND t.is_analysed)
        / nullif(count(*) FILTER (t.created_day <= n.day - 7), 0) AS older
    FROM counted_tickets AS t
    CROSS JOIN newest AS n
    WHERE t.created_day > n.day - 14
),

exposure AS (
    SELECT coalesce(least(1, c.newer / nullif(c.older, 0)), 1) AS part
    FROM complete AS c
),

label_counts AS (
    SELECT
        v.topic,
        'request_type' AS task,
        v.request_type AS value,
        count(*) AS voices
    FROM counted_voices AS v
    WHERE v.topic IS NOT NULL AND v.request_type IS NOT NULL
    GROUP BY v.topic, v.request_type
    UNION ALL
    SELECT
        v.topic,
        'severity' AS task,
        v.severity AS value,
        count(*) AS voices
    FROM counted_voices AS v
    WHERE v.topic IS NOT NULL AND v.severity IS NOT NULL
    GROUP BY v.topic, v.severity
    UNION ALL
    SELECT
        v.topic,
        'sentiment' AS task,
        v.sentiment AS value,
        count(*) AS voices
    FROM counted_voices AS v
    WHERE v.topic IS NOT NULL AND v.sentiment IS NOT NULL
    GROUP BY v.topic, v.sentiment
),

labelled AS (
    SELECT
        lc.topic,
        first(lc.value ORDER BY lc.voices DESC, lc.value ASC) FILTER (lc.task = 'request_type')
            AS request_type,
        first(lc.value ORDER BY lc.voices DESC, lc.value ASC) FILTER (lc.task = 'severity')
            AS severity,
        sum(lc.voices) FILTER (lc.task = 'sentiment' AND lc.value = 'negative') AS negative,
        sum(lc.voices) FILTER (lc.task = 'sentiment') AS with_sentiment
    FROM label_counts AS lc
    GROUP BY lc.topic
)

SELECT
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    p.name_ja,
    p.name_en,
    p.keywords,
    p.state,
    p.muted,
    coalesce(c.tickets, 0) AS tickets,
    coalesce(c.customers, 0) AS customers,
    coalesce(c.last_7_days, 0) AS tickets_last_7_days,
    coalesce(c.days_before, 0) AS tickets_prior_7_days,
    coalesce(c.days_before, 0) * x.part AS expected_last_7_days,
    coalesce(c.last_7_days, 0) - round(coalesce(c.days_before, 0) * x.part)::BIGINT AS change,
    c.first_seen,
    c.last_seen,
    l.request_type,
    coalesce(l.negative, 0) / nullif(l.with_sentiment, 0) AS negative_share,
    l.severity,
    i.issue_key,
    i.issue_url,
    i.answer
FROM topics AS p
CROSS JOIN exposure AS x
LEFT JOIN counted AS c ON p.number = c.topic
LEFT JOIN labelled AS l ON p.number = l.topic
LEFT JOIN current_issues AS i ON p.topic_uid = i.topic_uid AND i.is_newest
WHERE p.state = 'active';

COMMENT ON VIEW topic_today
IS 'One row for each active topic as it stands on the newest day of the data.';
COMMENT ON COLUMN topic_today.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_today.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN topic_today.topic_name IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN topic_today.name_ja IS 'Name in Japanese.';
COMMENT ON COLUMN topic_today.name_en IS 'Name in English.';
COMMENT ON COLUMN topic_today.keywords IS 'Words that set it apart, strongest first.';
COMMENT ON COLUMN topic_today.state
IS 'Always active here; see topics for merged and retired ones.';
COMMENT ON COLUMN topic_today.muted IS 'Muted by people: counted, never reported.';
COMMENT ON COLUMN topic_today.tickets IS 'Tickets that speak of it, ever.';
COMMENT ON COLUMN topic_today.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN topic_today.tickets_last_7_days
IS 'Tickets created on the newest day of the data or the six before it.';
COMMENT ON COLUMN topic_today.tickets_prior_7_days
IS 'Tickets created in the seven days before those.';
COMMENT ON COLUMN topic_today.expected_last_7_days
IS 'tickets_prior_7_days, lowered by how many of the newest days'' tickets are not counted yet.';
COMMENT ON COLUMN topic_today.change
IS 'tickets_last_7_days less expected_last_7_days, in whole tickets.';
COMMENT ON COLUMN topic_today.first_seen IS 'Day of its first ticket.';
COMMENT ON COLUMN topic_today.last_seen IS 'Day of its newest ticket.';
COMMENT ON COLUMN topic_today.request_type IS 'The commonest request type among its voices.';
COMMENT ON COLUMN topic_today.negative_share
IS 'Part (0..1) of its voices with a sentiment that is negative.';
COMMENT ON COLUMN topic_today.severity IS 'The commonest severity among its voices.';
COMMENT ON COLUMN topic_today.issue_key IS 'Its newest issue in the tracker.';
COMMENT ON COLUMN topic_today.issue_url IS 'Link to that issue.';
COMMENT ON COLUMN topic_today.answer IS 'The product team''s answer there.';
