-- The window is cut by id and number, which say the same, so that a filter on either reaches the
-- tables.
CREATE VIEW voice_quotes AS
SELECT
    p.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    row_number() OVER (
        PARTITION BY p.topic_uid, p.number
        ORDER BY e.exemplar ASC NULLS LAST, a.similarity DESC, a.voice_id ASC
    ) AS rank,
    e.exemplar IS NOT NULL AS is_exemplar,
    a.similarity,
    a.voice_id,
    v.text,
    a.said_at,
    a.language,
    a.kind,
    c.source,
    c.ticket_id,
    c.url AS ticket_url,
    c.customer,
    c.segment,
    c.version,
    a.request_type,
    a.stage,
    a.sentiment,
    a.severity,
    a.product_area
FROM counted_voices AS a
INNER JOIN topics AS p ON a.topic = p.number
INNER JOIN counted_tickets AS c ON a.ticket = c.ticket
INNER JOIN voices AS v ON a.voice_id = v.voice_id
LEFT JOIN topic_exemplars AS e ON p.topic_uid = e.topic_uid AND a.voice_id = e.voice_id
WHERE a.length > 0;

COMMENT ON VIEW voice_quotes
IS 'The customers'' own words in each topic, redacted and otherwise verbatim, best examples first.';
COMMENT ON COLUMN voice_quotes.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN voice_quotes.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN voice_quotes.topic_name IS 'The topic''s name, Japanese first where both exist.';
COMMENT ON COLUMN voice_quotes.rank
IS 'From 1 within the topic: its exemplars, then the nearest to its centre.';
COMMENT ON COLUMN voice_quotes.is_exemplar IS 'Whether the voice is one of the topic''s exemplars.';
COMMENT ON COLUMN voice_quotes.similarity IS 'Cosine to the topic''s centre.';
COMMENT ON COLUMN voice_quotes.voice_id IS 'The voice.';
COMMENT ON COLUMN voice_quotes.text
IS 'The customer''s words, personal data replaced by placeholders.';
COMMENT ON COLUMN voice_quotes.said_at IS 'When they were sent (UTC).';
COMMENT ON COLUMN voice_quotes.language IS 'ja, en or other.';
COMMENT ON COLUMN voice_quotes.kind IS 'complaint, request, question, praise or context.';
COMMENT ON COLUMN voice_quotes.source IS 'The helpdesk account.';
COMMENT ON COLUMN voice_quotes.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN voice_quotes.ticket_url IS 'Link to the ticket in the helpdesk.';
COMMENT ON COLUMN voice_quotes.customer
IS 'Pseudonym of the customer; a ticket whose helpdesk names none counts as a customer of its own.';
COMMENT ON COLUMN voice_quotes.segment IS 'Plan or segment, where the helpdesk gives it.';
COMMENT ON COLUMN voice_quotes.version IS 'Product version given by the helpdesk.';
COMMENT ON COLUMN voice_quotes.request_type
IS 'What kind of request it is; empty where the labeller abstains.';
COMMENT ON COLUMN voice_quotes.stage IS 'Stage of the customer''s journey; empty likewise.';
COMMENT ON COLUMN voice_quotes.sentiment IS 'negative, neutral or positive; empty likewise.';
COMMENT ON COLUMN voice_quotes.severity IS 'low, normal or high; empty likewise.';
COMMENT ON COLUMN voice_quotes.product_area IS 'Area of the product; empty likewise.';
