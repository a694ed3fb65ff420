-- The facts of tickets that changed, as they are now, under numbers above all others: rows that
-- are new lie together, so what reads them reads little else.
WITH changed AS (
    SELECT DISTINCT
        u.source,
        u.ticket_id
    FROM uncounted AS u
),

spoken AS (
    SELECT
        m.source,
        m.ticket_id,
        min(m.sent_at) FILTER (m.role = 'agent') AS replied_at,
        count(*) FILTER (m.role = 'customer') AS customer_messages,
        count(*) FILTER (m.role = 'agent') AS agent_messages,
        list(DISTINCT m.author ORDER BY m.author) FILTER (
            m.role = 'agent' AND m.author IS NOT NULL
        ) AS agents,
        max(m.sent_at) FILTER (m.role = 'customer') AS customer_wrote_at,
        max(m.sent_at) FILTER (m.role = 'agent') AS agent_wrote_at
    FROM messages AS m
    INNER JOIN changed AS c ON m.source = c.source AND m.ticket_id = c.ticket_id
    WHERE m.visibility = 'public' AND m.role IN ('customer', 'agent')
    GROUP BY m.source, m.ticket_id
)

INSERT INTO counted_tickets BY NAME
SELECT
    $above::BIGINT + row_number() OVER (ORDER BY t.source, t.created_at, t.ticket_id) AS ticket,
    t.source,
    t.ticket_id,
    t.created_day,
    t.created_at,
    t.resolved_at,
    t.status,
    coalesce(t.customer, t.source || '/' || t.ticket_id) AS customer,
    md5_number_lower(coalesce(t.customer, t.source || '/' || t.ticket_id)) AS customer_number,
    t.organisation,
    t.segment,
    t.language,
    t.channel,
    t.product_area,
    t.version,
    t.url,
    t.assignee,
    t.csat,
    t.reopens,
    t.analysed_sha256 IS NOT NULL AS is_analysed,
    coalesce(t.first_reply_minutes / 60, date_diff('second', t.created_at, s.replied_at) / 3600)
        AS hours_to_reply,
    coalesce(s.customer_messages, 0) AS customer_messages,
    coalesce(s.agent_messages, 0) AS agent_messages,
    coalesce(s.agents, []) AS agents,
    s.customer_wrote_at,
    s.agent_wrote_at
FROM changed AS c
INNER JOIN tickets AS t ON c.source = t.source AND c.ticket_id = t.ticket_id
LEFT JOIN spoken AS s ON t.source = s.source AND t.ticket_id = s.ticket_id
WHERE t.status NOT IN ('spam', 'deleted', 'merged')
ORDER BY ticket;
