-- The newest of what was written in a ticket that its customer could read, oldest first, of each
-- source that has a ticket of this id. Few of many: where they lie first, by a look at the ids
-- alone, then their texts by row. A ticket that is gone tells nothing.
WITH found AS MATERIALIZED (
    SELECT m.rowid AS place
    FROM messages AS m
    WHERE m.ticket_id = $ticket_id AND m.visibility = 'public'
),

said AS (
    SELECT
        m.source,
        m.position,
        m.sent_at,
        m.role,
        m.language,
        m.text,
        t.url,
        row_number() OVER (PARTITION BY m.source ORDER BY m.position DESC) AS from_newest
    FROM messages AS m
    INNER JOIN tickets AS t ON m.source = t.source AND m.ticket_id = t.ticket_id
    WHERE
        m.rowid IN (SELECT f.place FROM found AS f)
        AND t.status NOT IN ('spam', 'deleted', 'merged')
)

SELECT
    s.source,
    timezone($time_zone, s.sent_at) AS sent_at,
    s.role,
    s.language,
    s.text,
    s.url AS ticket_url
FROM said AS s
WHERE s.from_newest <= $most
ORDER BY s.source ASC, s.position ASC;
