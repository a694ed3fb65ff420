-- What was carried out since quotes were last written down as visible.
SELECT
    o.op_id,
    o.payload
FROM outbox AS o
WHERE
    o.tracker = $tracker
    AND o.state = 'done'
    AND o.changed_at >= coalesce(
        (
            SELECT max(f.visible_at) FROM freshness_log AS f
            WHERE f.tracker = $tracker
        ),
        TIMESTAMPTZ '-infinity'
    );
