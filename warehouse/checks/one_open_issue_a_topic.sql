-- A topic with two open issues in one tracker: somebody reads everything twice.
SELECT
    i.tracker,
    i.topic_uid,
    count(*) AS open_issues,
    string_agg(i.label, ', ' ORDER BY i.label) AS labels
FROM issues AS i
WHERE
    i.state ->> 'status_category' <> 'done'
    AND (i.state ->> 'alias_of') IS NULL
    AND i.answer NOT IN ('gone', 'duplicate')
GROUP BY i.tracker, i.topic_uid
HAVING count(*) > 1;
