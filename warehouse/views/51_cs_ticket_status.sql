CREATE VIEW cs_ticket_status AS
SELECT
    tt.source,
    tt.ticket_id,
    tt.url AS ticket_url,
    tt.status AS ticket_status,
    tt.language,
    tt.version AS ticket_version,
    s.topic_uid,
    s.topic_number,
    s.name_ja,
    s.name_en,
    s.issue_key,
    s.issue_url,
    s.answer,
    s.answer_ja,
    s.resolution,
    s.reason,
    s.answered_at
FROM ticket_topics AS tt
INNER JOIN cs_topic_status AS s ON tt.topic_uid = s.topic_uid AND s.is_newest;

COMMENT ON VIEW cs_ticket_status
IS 'What the product team answered, one row for each ticket and topic of it that has an issue.';
COMMENT ON COLUMN cs_ticket_status.source IS 'The helpdesk account.';
COMMENT ON COLUMN cs_ticket_status.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN cs_ticket_status.ticket_url IS 'Link to the ticket.';
COMMENT ON COLUMN cs_ticket_status.ticket_status IS 'The ticket''s status in the helpdesk.';
COMMENT ON COLUMN cs_ticket_status.language IS 'Language of the customer: ja, en or other.';
COMMENT ON COLUMN cs_ticket_status.ticket_version IS 'The version the customer was on, where known.';
COMMENT ON COLUMN cs_ticket_status.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN cs_ticket_status.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN cs_ticket_status.name_ja IS 'Name in Japanese.';
COMMENT ON COLUMN cs_ticket_status.name_en IS 'Name in English.';
COMMENT ON COLUMN cs_ticket_status.issue_key IS 'The topic''s newest issue.';
COMMENT ON COLUMN cs_ticket_status.issue_url IS 'Link to it.';
COMMENT ON COLUMN cs_ticket_status.answer IS 'The product team''s answer, as in cs_topic_status.';
COMMENT ON COLUMN cs_ticket_status.answer_ja IS 'The same in Japanese.';
COMMENT ON COLUMN cs_ticket_status.resolution IS 'The tracker''s resolution, where given.';
COMMENT ON COLUMN cs_ticket_status.reason IS 'What the product team wrote with it, redacted.';
COMMENT ON COLUMN cs_ticket_status.answered_at IS 'When the answer last changed (UTC).';
