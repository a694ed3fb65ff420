-- New and changed tickets. ON CONFLICT keeps the first of two rows with one key without a
-- word, hence the QUALIFY.
INSERT INTO tickets (
    source, ticket_id, source_version, status, subject, channel, customer, organisation,
    segment, assignee, product_area, version, tags, attributes, csat, reopens,
    first_reply_minutes, url, created_at, updated_at, resolved_at, content_sha256,
    language, created_day, landed_at, run_id
)
SELECT
    i.*,
    timezone($time_zone, i.created_at)::DATE AS created_day,
    $now::TIMESTAMPTZ AS landed_at,
    $run_id AS run_id
FROM incoming_tickets AS i
QUALIFY
    row_number() OVER (
        PARTITION BY i.source, i.ticket_id ORDER BY i.source_version DESC
    ) = 1
ON CONFLICT (source, ticket_id) DO UPDATE SET
    source_version = excluded.source_version,
    status = excluded.status,
    subject = excluded.subject,
    channel = excluded.channel,
    customer = excluded.customer,
    organisation = excluded.organisation,
    segment = excluded.segment,
    assignee = excluded.assignee,
    product_area = excluded.product_area,
    version = excluded.version,
    tags = excluded.tags,
    attributes = excluded.attributes,
    csat = excluded.csat,
    reopens = excluded.reopens,
    first_reply_minutes = excluded.first_reply_minutes,
    url = excluded.url,
    created_at = excluded.created_at,
    updated_at = excluded.updated_at,
    resolved_at = excluded.resolved_at,
    content_sha256 = excluded.content_sha256,
    language = excluded.language,
    created_day = excluded.created_day,
    landed_at = excluded.landed_at,
    run_id = excluded.run_id;
