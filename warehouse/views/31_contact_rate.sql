-- The interval is Byar's approximation of the exact one for a Poisson count (Breslow and Day 1987).
CREATE VIEW contact_rate AS
WITH active AS (
    SELECT
        c.month,
        sum(c.customers) AS customers
    FROM customers_active AS c
    GROUP BY c.month
),

counted AS (
    SELECT
        NULL AS topic,
        date_trunc('month', t.created_day)::DATE AS month,
        count(*) AS tickets
    FROM counted_tickets AS t
    GROUP BY ALL
    UNION ALL
    SELECT
        k.topic,
        date_trunc('month', k.created_day)::DATE AS month,
        count(*) AS tickets
    FROM counted_topics AS k
    GROUP BY ALL
)

SELECT
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    c.month,
    c.tickets,
    a.customers AS active_customers,
    1000 * c.tickets / a.customers AS per_1000,
    1000 * c.tickets * pow(1 - 1 / (9 * c.tickets) - 1.96 / (3 * sqrt(c.tickets)), 3) / a.customers
        AS per_1000_low,
    1000 * (c.tickets + 1)
    * pow(1 - 1 / (9 * (c.tickets + 1)) + 1.96 / (3 * sqrt(c.tickets + 1)), 3) / a.customers
        AS per_1000_high,
    if(c.topic IS NULL, g.wanted, NULL) AS target
FROM counted AS c
INNER JOIN active AS a ON c.month = a.month
LEFT JOIN topics AS p ON c.topic = p.number
LEFT JOIN targets AS g ON g.metric = 'contact_rate'
WHERE a.customers > 0;

COMMENT ON VIEW contact_rate
IS 'Tickets per 1,000 active customers and month, of all tickets and by topic; needs customers_active.';
COMMENT ON COLUMN contact_rate.topic_uid IS 'The topic''s id for life; empty for all tickets.';
COMMENT ON COLUMN contact_rate.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN contact_rate.topic_name IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN contact_rate.month IS 'First day of the month.';
COMMENT ON COLUMN contact_rate.tickets IS 'Tickets created in it.';
COMMENT ON COLUMN contact_rate.active_customers IS 'Customers active in it.';
COMMENT ON COLUMN contact_rate.per_1000 IS 'Tickets per 1,000 of them.';
COMMENT ON COLUMN contact_rate.per_1000_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN contact_rate.per_1000_high IS 'Upper end of it.';
COMMENT ON COLUMN contact_rate.target
IS 'targets.contact_rate of the settings: to stay below; of all tickets only.';
