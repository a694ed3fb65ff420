-- The figures at the head of the page; days are counted back from the newest in the data.
WITH kept AS (
    SELECT
        t.created_day,
        t.analysed_sha256 IS NOT NULL AS is_counted,
        coalesce(t.customer, t.source || '/' || t.ticket_id) AS customer
    FROM tickets AS t
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
),

newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
)

SELECT
    any_value(n.day) AS newest_day,
    count(DISTINCT k.customer) FILTER (k.is_counted) AS customers,
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
