-- A topic's life, oldest event first.
SELECT
    h.happened_at,
    h.event,
    h.other_number,
    h.other_name,
    h.decision,
    h.told_by,
    h.reason
FROM topic_history AS h
WHERE h.topic_number = $number
ORDER BY h.happened_at ASC, h.decision ASC NULLS FIRST, h.event ASC;
