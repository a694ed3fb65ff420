-- Writes to the tracker that are over for long and still hold their text.
SELECT
    o.op_id,
    o.payload::TEXT AS payload
FROM outbox AS o
WHERE
    o.state IN ('done', 'dropped', 'dead')
    AND o.changed_at < $before
    AND (o.payload ->> 'draft' IS NOT NULL OR json_array_length(o.payload -> 'blocks') > 0)
ORDER BY o.changed_at, o.op_id
LIMIT $most;
