-- sqlfluff:exclude_rules:all
-- Grow a warehouse that a real night filled to $tickets tickets over two years: every copy is a
-- ticket of its own (id, customer, day, wording), with the voices, labels and places of the
-- original. Wordings differ by single letters, which are no words and so change no meaning.
CREATE TEMP TABLE base AS
SELECT
    source,
    ticket_id,
    created_at,
    row_number() OVER (ORDER BY source, ticket_id) AS place,
    count(*) OVER () AS many
FROM tickets
WHERE analysed_sha256 IS NOT NULL;

CREATE TEMP TABLE copies AS
SELECT
    b.source,
    b.ticket_id AS old_id,
    (1000000 + c.copy * b.many + b.place)::TEXT AS ticket_id,
    to_seconds(-(hash(c.copy, b.place) % (700 * 86400))::BIGINT) AS earlier,
    b.created_at + earlier AS created_at,
    'c_' || substr(md5((hash(b.place, c.copy) % greatest(10, $tickets * 2 // 5))::TEXT), 1, 16)
        AS customer,
    ' ' || array_to_string(
        string_split(
            translate(substr(md5(c.copy || '/' || b.place), 1, 7), '0123456789', 'ghijklmnop'), ''
        ), ' '
    ) AS tag,
    sha256(c.copy || '/' || b.place) AS content_sha256
FROM base AS b, range(1, 2 + $tickets // (SELECT any_value(many) FROM base)) AS c (copy)
QUALIFY row_number() OVER (ORDER BY hash(c.copy, b.place)) <= $tickets - b.many
ORDER BY created_at;

INSERT INTO tickets
SELECT t.* REPLACE (
    c.ticket_id AS ticket_id,
    c.customer AS customer,
    c.created_at AS created_at,
    t.updated_at + c.earlier AS updated_at,
    t.resolved_at + c.earlier AS resolved_at,
    timezone('Asia/Tokyo', c.created_at)::DATE AS created_day,
    c.content_sha256 AS content_sha256,
    c.content_sha256 AS analysed_sha256
)
FROM copies AS c
INNER JOIN tickets AS t ON c.source = t.source AND c.old_id = t.ticket_id
ORDER BY c.created_at;

CREATE TEMP TABLE phrases AS
SELECT
    language,
    text,
    row_number() OVER (PARTITION BY language ORDER BY voice_id) - 1 AS place
FROM voices;

CREATE TEMP TABLE languages AS
SELECT
    language,
    count(*)::UBIGINT AS many
FROM phrases
GROUP BY language;

CREATE TEMP TABLE said AS
WITH copied AS (
    SELECT
        v.voice_id AS old_voice,
        substr(sha256(v.voice_id || c.ticket_id), 1, length(v.voice_id)) AS voice_id,
        v.source,
        c.old_id,
        c.ticket_id,
        v.message_id,
        v.text,
        v.language,
        c.tag,
        a.no_topic = 'waiting' AS is_waiting,
        v.start AS old_start,
        v.said_at + c.earlier AS said_at,
        c.created_at,
        hash(v.voice_id, c.ticket_id, 1) % l.many AS second,
        hash(v.voice_id, c.ticket_id, 2) % l.many AS third,
        hash(v.voice_id, c.ticket_id, 3) % l.many AS fourth
    FROM copies AS c
    INNER JOIN voices AS v ON c.source = v.source AND c.old_id = v.ticket_id
    INNER JOIN assignments AS a ON v.voice_id = a.voice_id
    INNER JOIN languages AS l ON v.language = l.language
),

-- What fits nowhere after years of discoveries is of no kind: pieces of three voices.
worded AS (
    SELECT
        c.*,
        if(coalesce(c.is_waiting, FALSE), [o.text, p.text, q.text], [c.text]) AS meanings
    FROM copied AS c
    INNER JOIN phrases AS o
        ON c.language = o.language AND c.fourth = o.place
    INNER JOIN phrases AS p
        ON c.language = p.language AND c.second = p.place
    INNER JOIN phrases AS q
        ON c.language = q.language AND c.third = q.place
),

told AS (
    SELECT
        w.*,
        if(
            len(w.meanings) = 1,
            w.text,
            array_to_string(list_transform(w.meanings, LAMBDA x: left(x, 30)), ' ')
        ) || w.tag AS words
    FROM worded AS w
)

SELECT
    t.old_voice,
    t.voice_id,
    t.source,
    t.old_id,
    t.ticket_id,
    t.message_id,
    t.words AS text,
    t.meanings,
    coalesce(sum(length(t.words) + 1) OVER (
        PARTITION BY t.ticket_id, t.message_id ORDER BY t.old_start
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)::INTEGER AS start,
    t.said_at,
    t.created_at
FROM told AS t;

INSERT INTO messages
SELECT m.* REPLACE (
    c.ticket_id AS ticket_id,
    m.sent_at + c.earlier AS sent_at,
    coalesce(s.text, m.text || c.tag) AS text
)
FROM copies AS c
INNER JOIN messages AS m ON c.source = m.source AND c.old_id = m.ticket_id
LEFT JOIN (
    SELECT ticket_id, message_id, string_agg(text, chr(10) ORDER BY start) AS text
    FROM said GROUP BY ALL
) AS s ON c.ticket_id = s.ticket_id AND m.message_id = s.message_id
ORDER BY c.created_at, m.position;

INSERT INTO voices
SELECT v.* REPLACE (
    s.voice_id AS voice_id,
    s.ticket_id AS ticket_id,
    s.start AS start,
    s.start + length(s.text) AS stop,
    s.text AS text,
    s.said_at AS said_at
)
FROM said AS s
INNER JOIN voices AS v ON s.old_voice = v.voice_id
ORDER BY s.created_at, s.start;

INSERT INTO assignments
SELECT a.* REPLACE (s.voice_id AS voice_id, s.ticket_id AS ticket_id)
FROM said AS s
INNER JOIN assignments AS a ON s.old_voice = a.voice_id
ORDER BY s.created_at, s.start;

INSERT INTO labels
SELECT l.* REPLACE (s.voice_id AS voice_id)
FROM said AS s
INNER JOIN labels AS l ON s.old_voice = l.voice_id
ORDER BY s.created_at, s.start;

-- A sentence of the boilerplate stands in all copies, any other in its own.
INSERT INTO sentence_counts
WITH total AS (
    SELECT
        sentence_sha256,
        sum(tickets) AS tickets
    FROM sentence_counts
    GROUP BY ALL
)

SELECT
    n.* REPLACE (
        if(t.tickets < 5, sha256(n.sentence_sha256 || c.copy), n.sentence_sha256) AS sentence_sha256
    )
FROM sentence_counts AS n
INNER JOIN total AS t ON n.sentence_sha256 = t.sentence_sha256
CROSS JOIN range(1, $tickets // (SELECT any_value(many) FROM base)) AS c (copy);

-- As after years of nights: every definition was confirmed at the size its topic has now.
UPDATE topic_definitions
SET voices = s.voices
FROM (SELECT topic_uid, count(*) AS voices FROM assignments GROUP BY ALL) AS s
WHERE topic_definitions.topic_uid = s.topic_uid;

INSERT INTO runs BY NAME
SELECT
    strftime(began, '%Y%m%dT%H%M%SZ') AS run_id,
    'nightly' AS kind,
    began AS started_at,
    began + INTERVAL 2 MINUTE AS finished_at,
    'done' AS state,
    '{}' AS manifest
FROM (
    SELECT (SELECT min(started_at) FROM runs) - to_days(d::INTEGER) AS began FROM range(1, 701) AS r (d)
);

-- The last look at all topics together was at the seed, so the nights to come are ordinary ones.
INSERT INTO consolidations BY NAME
SELECT
    max(run_id) AS run_id,
    max(started_at) AS happened_at,
    0 AS sampled,
    0 AS voices,
    0 AS moved,
    0 AS merged,
    0 AS split,
    0 AS retired,
    0 AS outvoted
FROM runs;

INSERT INTO run_stages BY NAME
SELECT r.run_id, s.stage, 10.0 AS seconds, 900.0 AS peak_mb, '{}' AS counts
FROM runs AS r, (VALUES ('intake'), ('analyse'), ('report'), ('publish')) AS s (stage)
WHERE r.manifest = '{}';

INSERT INTO uncounted SELECT source, ticket_id FROM tickets;
