-- The first public answer that agents give most often in each topic, where it was given often
-- enough, and to a fair share of its tickets. Two answers are the same when they agree without
-- white space, digits, punctuation. The newest tickets stand for all of a large topic.
WITH told AS (
    SELECT
        tt.topic_uid,
        tt.source,
        tt.ticket_id,
        tt.created_at
    FROM ticket_topics AS tt
    WHERE tt.created_at > $since
    QUALIFY row_number() OVER (
        PARTITION BY tt.topic_uid ORDER BY tt.created_at DESC, tt.ticket_id ASC
    ) <= $newest
),

first_replies AS (
    SELECT
        m.source,
        m.ticket_id,
        arg_min(m.text, m.position) AS text
    FROM messages AS m
    WHERE
        m.role = 'agent'
        AND m.visibility = 'public'
        AND m.sent_at > $since
        AND (m.source, m.ticket_id) IN (SELECT (t.source, t.ticket_id) FROM told AS t)
    GROUP BY m.source, m.ticket_id
),

replies AS (
    SELECT
        t.topic_uid,
        t.ticket_id,
        t.created_at,
        r.text,
        regexp_replace(lower(r.text), '[\s\d\p{P}]+', '', 'g') AS form
    FROM told AS t
    INNER JOIN first_replies AS r ON t.source = r.source AND t.ticket_id = r.ticket_id
),

counted AS (
    SELECT
        r.topic_uid,
        r.form,
        count(*) AS times,
        first(r.text ORDER BY r.created_at DESC, r.ticket_id ASC) AS newest
    FROM replies AS r
    WHERE r.form <> ''
    GROUP BY r.topic_uid, r.form
    HAVING count(*) >= $at_least
),

answered AS (
    SELECT
        r.topic_uid,
        count(*) AS replies
    FROM replies AS r
    GROUP BY r.topic_uid
)

SELECT
    c.topic_uid,
    c.newest
FROM counted AS c
INNER JOIN answered AS a ON c.topic_uid = a.topic_uid
WHERE c.times >= $share * a.replies
QUALIFY row_number() OVER (PARTITION BY c.topic_uid ORDER BY c.times DESC, c.form ASC) = 1;
