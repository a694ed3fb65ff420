CREATE VIEW ticket_topics AS
SELECT
    c.source,
    c.ticket_id,
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    k.voices,
    k.created_day,
    c.created_at,
    c.resolved_at,
    c.customer,
    c.organisation,
    c.segment,
    c.language,
    c.channel,
    c.product_area,
    c.version,
    c.status,
    c.url
FROM counted_topics AS k
INNER JOIN counted_tickets AS c ON k.ticket = c.ticket
INNER JOIN topics AS p ON k.topic = p.number;

COMMENT ON VIEW ticket_topics
IS 'One row for each ticket and topic it speaks of; what every count of Koe counts.';
COMMENT ON COLUMN ticket_topics.source IS 'The helpdesk account.';
COMMENT ON COLUMN ticket_topics.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN ticket_topics.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN ticket_topics.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN ticket_topics.topic_name IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN ticket_topics.voices IS 'How many points of this ticket are in this topic.';
COMMENT ON COLUMN ticket_topics.created_day
IS 'The day the customer wrote first, in the account''s time zone.';
COMMENT ON COLUMN ticket_topics.created_at IS 'When the customer wrote first (UTC).';
COMMENT ON COLUMN ticket_topics.resolved_at IS 'When the ticket was resolved (UTC).';
COMMENT ON COLUMN ticket_topics.customer
IS 'Pseudonym of the customer; a ticket whose helpdesk names none counts as a customer of its own.';
COMMENT ON COLUMN ticket_topics.organisation IS 'The customer''s organisation (pseudonym).';
COMMENT ON COLUMN ticket_topics.segment IS 'Plan or segment, where the helpdesk gives it.';
COMMENT ON COLUMN ticket_topics.language
IS 'Language of the customer''s first message: ja, en or other.';
COMMENT ON COLUMN ticket_topics.channel IS 'How it came: email, app, chat, phone, web …';
COMMENT ON COLUMN ticket_topics.product_area IS 'Product area given by the helpdesk.';
COMMENT ON COLUMN ticket_topics.version IS 'Product version given by the helpdesk.';
COMMENT ON COLUMN ticket_topics.status
IS 'The ticket''s status now; never spam, deleted or merged.';
COMMENT ON COLUMN ticket_topics.url IS 'Link to the ticket in the helpdesk.';
