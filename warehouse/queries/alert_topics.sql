-- What an alert must know of each active topic: its first ticket, and the day a fix came out.
WITH shipped AS (
    SELECT
        i.topic_uid,
        max(timezone($time_zone, w.happened_at)::DATE) AS fixed_on
    FROM issues AS i
    INNER JOIN answers AS w
        ON i.tracker = w.tracker AND i.label = w.label AND w.answer = 'shipped'
    GROUP BY i.topic_uid
),

seen AS (
    SELECT
        k.topic,
        min(k.created_day) AS first_seen
    FROM counted_topics AS k
    GROUP BY k.topic
)

SELECT
    p.topic_uid,
    s.first_seen,
    f.fixed_on
FROM topics AS p
INNER JOIN seen AS s ON p.number = s.topic
LEFT JOIN shipped AS f ON p.topic_uid = f.topic_uid
WHERE p.state = 'active' AND NOT p.muted;
