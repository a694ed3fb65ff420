-- An active topic without a definition: nothing could ever be assigned to it.
SELECT
    p.topic_uid,
    p.number
FROM topics AS p
WHERE
    p.state = 'active'
    AND p.topic_uid NOT IN (SELECT d.topic_uid FROM topic_definitions AS d);
