-- The resolved set that has not been analysed as it stands now, in canonical order.
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
    resolved_at
FROM tickets
WHERE
    rowid IN (
        SELECT t.rowid
        FROM tickets AS t
        WHERE
            t.status IN ('resolved', 'closed')
            AND t.content_sha256 IS DISTINCT FROM t.analysed_sha256
            AND coalesce(t.resolved_at, t.updated_at) <= $settled_before
            AND (NOT $uncounted_only OR t.sentences_run_id IS NULL)
            AND EXISTS (
                SELECT 1
                FROM messages AS m
                WHERE
                    m.source = t.source
                    AND m.ticket_id = t.ticket_id
                    AND m.role = 'customer'
                    AND m.visibility = 'public'
            )
        ORDER BY t.source, t.created_at, t.ticket_id
        LIMIT $max_tickets
    )
ORDER BY source, created_at, ticket_id;
