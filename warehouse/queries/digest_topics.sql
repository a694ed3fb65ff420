-- The topics of the newest slot of $slot_days, the largest first, with their last $slots.
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
    WHERE t.status NOT IN ('spam', 'deleted', 'merged')
),

counted AS (
    SELECT
        tt.topic_uid,
        (n.day - tt.created_day) // $slot_days AS ago,
        count(*) AS tickets
    FROM ticket_topics AS tt
    CROSS JOIN newest AS n
    WHERE tt.created_day > n.day - $slots * $slot_days
    GROUP BY tt.topic_uid, ago
),

listed AS (
    SELECT
        p.topic_uid,
        list(coalesce(c.tickets, 0) ORDER BY s.ago DESC) AS tickets
    FROM topics AS p
    CROSS JOIN range($slots) AS s (ago)
    LEFT JOIN counted AS c ON p.topic_uid = c.topic_uid AND s.ago = c.ago
    GROUP BY p.topic_uid
)

SELECT
    t.topic_number,
    t.name_ja,
    t.name_en,
    l.tickets[-1] AS tickets,
    l.tickets[-2] AS before,
    l.tickets AS slots,
    t.issue_key,
    t.answer
FROM topic_today AS t
INNER JOIN listed AS l ON t.topic_uid = l.topic_uid
WHERE NOT t.muted
ORDER BY l.tickets[-1] DESC, t.tickets DESC, t.topic_number ASC;
