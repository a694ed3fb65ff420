-- The figures at the head of the page.
WITH counted AS (
    SELECT
        t.source,
        t.ticket_id,
        t.customer,
        t.created_day
    FROM tickets AS t
    WHERE t.analysed_sha256 IS NOT NULL AND t.status NOT IN ('spam', 'deleted', 'merged')
),

in_topic AS (
    SELECT count(DISTINCT (tt.source, tt.ticket_id)) AS tickets
    FROM ticket_topics AS tt
)

SELECT
    max(c.created_day) AS newest_day,
    count(*) AS tickets,
    count(DISTINCT coalesce(c.customer, c.source || '/' || c.ticket_id)) AS customers,
    coalesce((SELECT i.tickets FROM in_topic AS i) / nullif(count(*), 0), 0) AS covered,
    (SELECT count(*) FROM quarantine AS q WHERE q.replayed_at IS NULL) AS quarantined
FROM counted AS c;
