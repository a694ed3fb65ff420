-- The voices of the tickets that were just counted, with their topics and labels.
WITH placed AS (
    SELECT
        c.ticket,
        a.voice_id,
        a.topic_uid,
        a.no_topic,
        a.similarity
    FROM counted_tickets AS c
    INNER JOIN assignments AS a ON c.source = a.source AND c.ticket_id = a.ticket_id
    WHERE c.ticket > $above::BIGINT
),

labelled AS (
    SELECT
        l.voice_id,
        any_value(l.value) FILTER (l.task = 'request_type') AS request_type,
        any_value(l.value) FILTER (l.task = 'stage') AS stage,
        any_value(l.value) FILTER (l.task = 'sentiment') AS sentiment,
        any_value(l.value) FILTER (l.task = 'severity') AS severity,
        any_value(l.value) FILTER (l.task = 'product_area') AS product_area
    FROM labels AS l
    WHERE l.voice_id IN (SELECT w.voice_id FROM placed AS w)
    GROUP BY l.voice_id
)

INSERT INTO counted_voices BY NAME
SELECT
    w.ticket,
    w.voice_id,
    p.number AS topic,
    w.no_topic,
    w.similarity,
    v.said_at,
    v.language,
    v.kind,
    v.stop - v.start AS length,
    l.request_type,
    l.stage,
    l.sentiment,
    l.severity,
    l.product_area
FROM placed AS w
INNER JOIN voices AS v ON w.voice_id = v.voice_id
LEFT JOIN topics AS p ON w.topic_uid = p.topic_uid
LEFT JOIN labelled AS l ON w.voice_id = l.voice_id
ORDER BY w.ticket, v.said_at, v.start;
