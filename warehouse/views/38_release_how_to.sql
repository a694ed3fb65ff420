-- A major release with almost no how-to questions is the aim; hence by active customers.
CREATE VIEW release_how_to AS
WITH asked AS (
    SELECT DISTINCT v.ticket
    FROM counted_voices AS v
    WHERE v.request_type = 'how-to'
),

how_to AS (
    SELECT
        t.created_day,
        count(*) AS tickets
    FROM asked AS a
    INNER JOIN counted_tickets AS t ON a.ticket = t.ticket
    GROUP BY t.created_day
),

span AS (
    SELECT
        min(t.created_day) AS first_day,
        max(t.created_day) AS last_day
    FROM tickets AS t
),

active AS (
    SELECT
        c.month,
        sum(c.customers) AS customers
    FROM customers_active AS c
    GROUP BY c.month
)

SELECT
    e.name AS version,
    e.began_on AS released_on,
    coalesce(sum(h.tickets) FILTER (h.created_day < e.began_on), 0) AS tickets_before,
    coalesce(sum(h.tickets) FILTER (h.created_day >= e.began_on), 0) AS tickets_after,
    least(28, e.began_on - any_value(s.first_day)) AS days_before,
    least(28, any_value(s.last_day) - e.began_on + 1) AS days_after,
    any_value(a.customers) AS active_customers,
    1000 * coalesce(sum(h.tickets) FILTER (h.created_day < e.began_on), 0)
    / nullif(any_value(a.customers), 0) AS per_1000_before,
    1000 * coalesce(sum(h.tickets) FILTER (h.created_day >= e.began_on), 0)
    / nullif(any_value(a.customers), 0) AS per_1000_after
FROM product_events AS e
CROSS JOIN span AS s
LEFT JOIN how_to AS h ON h.created_day BETWEEN e.began_on - 28 AND e.began_on + 27
LEFT JOIN active AS a ON a.month = date_trunc('month', e.began_on)::DATE
WHERE e.kind = 'release' AND e.began_on > s.first_day AND e.began_on <= s.last_day
GROUP BY e.name, e.began_on;

COMMENT ON VIEW release_how_to IS 'How-to questions in the 28 days before and after each release.';
COMMENT ON COLUMN release_how_to.version IS 'The version.';
COMMENT ON COLUMN release_how_to.released_on IS 'The day it came out, which counts as after.';
COMMENT ON COLUMN release_how_to.tickets_before
IS 'Tickets with a how-to question in the days before.';
COMMENT ON COLUMN release_how_to.tickets_after IS 'The same in the days from the release on.';
COMMENT ON COLUMN release_how_to.days_before IS 'Days before that the data holds, 28 at most.';
COMMENT ON COLUMN release_how_to.days_after IS 'Days after likewise.';
COMMENT ON COLUMN release_how_to.active_customers
IS 'Customers active in the month of the release, where told.';
COMMENT ON COLUMN release_how_to.per_1000_before IS 'tickets_before per 1,000 of them.';
COMMENT ON COLUMN release_how_to.per_1000_after IS 'tickets_after per 1,000 of them.';
