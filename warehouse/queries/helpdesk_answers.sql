-- What the helpdesk says of tickets, as it stands there: each tag, the product area, or one of the
-- mapped columns; with the voice that raises the ticket's first matter. The newest tickets only.
WITH given AS (
    SELECT
        t.source,
        t.ticket_id,
        t.created_at,
        CASE
            WHEN $column = 'tags' THEN t.tags
            WHEN $column = 'product_area' THEN list_value(t.product_area)
            ELSE list_value(t.attributes ->> $column)
        END AS words
    FROM tickets AS t
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
),

each_word AS (
    SELECT
        w.source,
        w.ticket_id,
        w.created_at,
        unnest(w.words) AS word
    FROM given AS w
),

newest AS (
    SELECT g.*
    FROM each_word AS g
    WHERE g.word IS NOT NULL AND trim(g.word) <> ''
    ORDER BY g.created_at DESC, g.source ASC, g.ticket_id ASC
    LIMIT $max_tickets
)

SELECT
    v.voice_id,
    v.source,
    v.ticket_id,
    v.message_id,
    v.start,
    v.stop,
    v.text,
    v.language,
    v.said_at,
    v.kind,
    v.opening,
    n.word
FROM newest AS n
INNER JOIN voices AS v ON n.source = v.source AND n.ticket_id = v.ticket_id
WHERE v.kind <> 'context'
QUALIFY
    row_number() OVER (
        PARTITION BY n.source, n.ticket_id, n.word
        ORDER BY v.opening DESC, v.said_at ASC, v.start ASC, v.voice_id ASC
    ) = 1
ORDER BY v.voice_id, n.word;
