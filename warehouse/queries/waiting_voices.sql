-- The discovery pool: the voices that fit nowhere, those that nobody looked at yet before the
-- newest (old tickets may come in late), handed over in canonical order. Where
-- twice as many were counted as waiting before, none that is older than those can be among the
-- newest, and need not be read. What changed since it was counted is among the incoming.
WITH counted AS (
    SELECT if(count(*) >= 2 * $max_voices, list_min(max(v.said_at, 2 * $max_voices)), NULL) AS bound
    FROM counted_voices AS v
    WHERE v.no_topic = 'waiting'
),

recent AS MATERIALIZED (
    SELECT v.voice_id
    FROM counted_voices AS v
    WHERE
        v.no_topic = 'waiting'
        AND v.said_at >= coalesce((SELECT c.bound FROM counted AS c), '-infinity'::TIMESTAMPTZ)
    UNION
    SELECT i.id AS voice_id
    FROM incoming_ids AS i
),

waiting AS MATERIALIZED (
    SELECT a.voice_id
    FROM assignments AS a
    WHERE a.no_topic = 'waiting' AND a.voice_id IN (SELECT r.voice_id FROM recent AS r)
),

newest AS (
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
        v.opening
    FROM waiting AS w
    INNER JOIN voices AS v ON w.voice_id = v.voice_id
    INNER JOIN tickets AS t
        ON v.source = t.source AND v.ticket_id = t.ticket_id
    WHERE
        v.stop > v.start
        AND t.status NOT IN ('spam', 'deleted', 'merged')
    ORDER BY
        v.voice_id IN (SELECT i.id FROM incoming_ids AS i) DESC,
        v.said_at DESC,
        v.source ASC,
        v.ticket_id ASC,
        v.message_id ASC,
        v.start ASC
    LIMIT $max_voices
)

SELECT *
FROM newest
ORDER BY source, said_at, ticket_id, message_id, start;
