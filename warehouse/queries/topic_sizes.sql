-- How many voices each active topic holds; what people muted is left alone.
SELECT
    a.topic_uid,
    count(*) AS voices
FROM assignments AS a
INNER JOIN topics AS t ON a.topic_uid = t.topic_uid
WHERE t.state = 'active' AND NOT t.muted
GROUP BY a.topic_uid;
