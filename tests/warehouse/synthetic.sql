-- sqlfluff:exclude_rules:references.qualification, references.keywords, aliasing.unused, aliasing.length, aliasing.self_alias.column, structure.column_order, ambiguous.column_count, ambiguous.order_by, layout.long_lines
-- $tickets tickets over two years with two messages and two voices each, 300 topics, four
-- labels a voice: a warehouse as large as one likes, for measuring.
INSERT INTO topics BY NAME
SELECT
    't_' || i AS topic_uid,
    i AS number,
    'トピック' || i AS name_ja,
    'topic ' || i AS name_en,
    ['word'] AS keywords,
    'active' AS state,
    FALSE AS muted,
    NULL AS merged_into,
    'run' AS born_run_id,
    now() AS born_at,
    0.6 AS coherence,
    0.2 AS separation,
    10 AS founding_customers
FROM range(1, 301) AS r (i);

INSERT INTO tickets BY NAME
SELECT
    'zendesk' AS source,
    (100000 + i)::TEXT AS ticket_id,
    i AS source_version,
    'closed' AS status,
    'subject ' || i AS subject,
    'email' AS channel,
    'c_' || substr(md5((i * 7919 % 400000)::TEXT), 1, 16) AS customer,
    NULL AS organisation,
    ['free', 'pro', 'business'][1 + i % 3] AS segment,
    NULL AS assignee,
    NULL AS product_area,
    '6.' || (i % 9) AS version,
    [] AS tags,
    '{}' AS attributes,
    NULL AS csat,
    0 AS reopens,
    NULL AS first_reply_minutes,
    'https://help.example/' || i AS url,
    if(i % 2 = 0, 'ja', 'en') AS language,
    TIMESTAMPTZ '2024-11-01 00:00:00+00' + to_seconds(hash(i) % (730 * 86400)) AS created_at,
    created_at + INTERVAL 2 DAY AS updated_at,
    created_at + INTERVAL 1 DAY AS resolved_at,
    timezone('Asia/Tokyo', created_at)::DATE AS created_day,
    sha256(i::TEXT) AS content_sha256,
    now() AS landed_at,
    'run' AS run_id,
    'run' AS sentences_run_id,
    content_sha256 AS analysed_sha256,
    NULL AS no_voice
FROM range($tickets::BIGINT) AS r (i);

INSERT INTO messages BY NAME
SELECT
    t.source,
    t.ticket_id,
    t.ticket_id || '-' || n AS message_id,
    t.source_version,
    n AS position,
    ['customer', 'agent'][1 + n] AS role,
    'public' AS visibility,
    t.customer AS author,
    t.created_at + to_hours(n) AS sent_at,
    t.language,
    if(
        n = 1,
        'Please update the app, reply ' || (hash(t.ticket_id) % 50),
        array_to_string(
            list_transform(range(30), LAMBDA x: substr(md5(t.ticket_id || x::TEXT), 1, 6)), ' '
        )
    ) AS text
FROM tickets AS t, range(2) AS m (n);

INSERT INTO voices BY NAME
SELECT
    substr(sha256(m.message_id || n), 1, 24) AS voice_id,
    m.source,
    m.ticket_id,
    m.message_id,
    n * 90 AS start,
    n * 90 + 80 AS stop,
    substr(m.text, n * 90 + 1, 80) AS text,
    m.language,
    if(n = 0, 'complaint', 'context') AS kind,
    m.sent_at AS said_at,
    TRUE AS opening,
    'run' AS run_id
FROM messages AS m, range(2) AS v (n)
WHERE m.role = 'customer';

INSERT INTO assignments BY NAME
SELECT
    v.voice_id,
    v.source,
    v.ticket_id,
    if(hash(v.voice_id) % 4 = 0, NULL, 't_' || (1 + hash(v.voice_id || 'x') % 300)) AS topic_uid,
    if(hash(v.voice_id) % 4 = 0, 'waiting', NULL) AS no_topic,
    (hash(v.voice_id || 'y') % 1000) / 1000 AS similarity,
    'run' AS run_id
FROM voices AS v;

INSERT INTO labels BY NAME
SELECT
    v.voice_id,
    k.task,
    k.choices[1 + (hash(v.voice_id || k.task) % 3)::BIGINT] AS value,
    0.8 AS confidence,
    'rules-1' AS model
FROM voices AS v,
    (
        VALUES
        ('request_type', ['bug', 'request', 'complaint']),
        ('stage', ['before', 'at', 'after']),
        ('sentiment', ['negative', 'neutral', 'positive']),
        ('severity', ['low', 'normal', 'high'])
    ) AS k (task, choices);

INSERT INTO topic_definitions BY NAME
SELECT
    a.topic_uid,
    1 AS version,
    'use3' AS embedder,
    list_value(0.6, 0.8) AS centroid,
    0.5 AS threshold,
    list(a.voice_id ORDER BY a.similarity DESC)[1:8] AS exemplars,
    NULL AS counter_example,
    [] AS prototypes,
    count(*) AS voices,
    'run' AS run_id
FROM assignments AS a
WHERE a.topic_uid IS NOT NULL
GROUP BY a.topic_uid;

INSERT INTO uncounted SELECT source, ticket_id FROM tickets;
