-- The figures at the head of the page; days are counted back from the newest in the data.
WITH kept AS (
    SELECT
        t.created_day,
        t.is_analysed AS is_counted,
        t.customer_number
    FROM counted_tickets AS t
),

newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
)

SELECT
    any_value(n.day) AS newest_day,
    count(DISTINCT k.customer_number) FILTER (k.is_counted) AS customers,
    count(*) FILTER (k.created_day > n.day - 7) AS created_last,
    count(*) FILTER (k.created_day > n.day - 7 AND k.is_counted) AS counted_last,
    count(*) FILTER (k.created_day <= n.day - 7 AND k.created_day > n.day - 14) AS created_prior,
    count(*) FILTER (
        k.created_day <= n.day - 7 AND k.created_day > n.day - 14 AND k.is_counted
    ) AS counted_prior,
    (
        SELECT count(*) FROM quarantine AS q
        WHERE q.replayed_at IS NULL
    ) AS quarantined
FROM kept AS k
CROSS JOIN newest AS n;
