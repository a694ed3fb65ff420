-- The voices that sent operations quote, where none carried them before. A quote may have been
-- cut, so a voice is recognised by its beginning, and by its ticket where that has a link. All
-- operations at once: each alone would read the voices of its topic again.
INSERT INTO freshness_log (tracker, op_id, voice_id, resolved_at, visible_at)
WITH quoted AS (
    SELECT
        b.op_id,
        b.text,
        b.url,
        o.changed_at,
        p.number AS topic
    FROM incoming_blocks AS b
    INNER JOIN outbox AS o ON b.op_id = o.op_id AND o.tracker = $tracker
    INNER JOIN topics AS p ON o.topic_uid = p.topic_uid
),

linked AS (
    SELECT
        c.ticket,
        c.source,
        c.ticket_id,
        c.url
    FROM counted_tickets AS c
    WHERE
        c.url IN (SELECT q.url FROM quoted AS q)
        OR (SELECT bool_or(q.url IS NULL) FROM quoted AS q)
),

-- how many characters all quotes have: only voices that begin like one need be joined
opening AS (
    SELECT least(8, min(length(q.text))) AS characters
    FROM quoted AS q
),

begun AS (
    SELECT
        v.voice_id,
        trim(v.text) AS text
    FROM voices AS v
    WHERE
        left(ltrim(v.text), (SELECT o.characters FROM opening AS o)) IN (
            SELECT left(q.text, o.characters)
            FROM quoted AS q
            CROSS JOIN opening AS o
        )
),

said AS (
    SELECT
        v.voice_id,
        b.text,
        v.topic,
        l.source,
        l.ticket_id,
        l.url
    FROM counted_voices AS v
    INNER JOIN begun AS b ON v.voice_id = b.voice_id
    INNER JOIN linked AS l ON v.ticket = l.ticket
    WHERE v.topic IN (SELECT q.topic FROM quoted AS q)
)

SELECT
    $tracker AS tracker,
    q.op_id,
    s.voice_id,
    coalesce(t.resolved_at, t.updated_at) AS resolved_at,
    q.changed_at AS visible_at
FROM said AS s
INNER JOIN quoted AS q
    ON
        s.topic = q.topic
        AND starts_with(s.text, q.text)
        AND coalesce(s.url, '') = coalesce(q.url, s.url, '')
INNER JOIN tickets AS t ON s.source = t.source AND s.ticket_id = t.ticket_id
WHERE
    s.voice_id NOT IN (
        SELECT f.voice_id FROM freshness_log AS f
        WHERE f.tracker = $tracker
    )
QUALIFY row_number() OVER (PARTITION BY s.voice_id ORDER BY q.changed_at, q.op_id) = 1
ON CONFLICT DO NOTHING;
