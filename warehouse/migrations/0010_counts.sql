-- What every count of Koe reads: the facts of tickets, topics and voices side by side, with
-- numbers for keys. Derived from the tables of before, ticket by ticket, in the transaction that
-- changes one (ADR 0087); may be emptied and counted anew at any time.

CREATE TABLE uncounted (
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL
);

CREATE TABLE counted_tickets (
    ticket BIGINT NOT NULL,
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    created_day DATE NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    status TEXT NOT NULL,
    customer TEXT NOT NULL,
    customer_number UBIGINT NOT NULL,
    organisation TEXT,
    segment TEXT,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    product_area TEXT,
    version TEXT,
    url TEXT,
    assignee TEXT,
    csat DOUBLE,
    reopens INTEGER NOT NULL,
    is_analysed BOOLEAN NOT NULL,
    hours_to_reply DOUBLE,
    customer_messages INTEGER NOT NULL,
    agent_messages INTEGER NOT NULL,
    agents TEXT[] NOT NULL,
    customer_wrote_at TIMESTAMPTZ,
    agent_wrote_at TIMESTAMPTZ
);

CREATE TABLE counted_topics (
    ticket BIGINT NOT NULL,
    topic INTEGER NOT NULL,
    created_day DATE NOT NULL,
    customer_number UBIGINT NOT NULL,
    voices BIGINT NOT NULL
);

CREATE TABLE counted_voices (
    ticket BIGINT NOT NULL,
    voice_id TEXT NOT NULL,
    topic INTEGER,
    no_topic TEXT,
    similarity DOUBLE NOT NULL,
    said_at TIMESTAMPTZ NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    length INTEGER NOT NULL,
    request_type TEXT,
    stage TEXT,
    sentiment TEXT,
    severity TEXT,
    product_area TEXT
);

INSERT INTO uncounted
SELECT
    t.source,
    t.ticket_id
FROM tickets AS t;

COMMENT ON TABLE uncounted
IS 'Tickets that changed since they were counted; empty but within a night''s first stages.';
COMMENT ON COLUMN uncounted.source IS 'The helpdesk account.';
COMMENT ON COLUMN uncounted.ticket_id IS 'The ticket''s id there; may stand here several times.';

COMMENT ON TABLE counted_tickets
IS 'Every ticket that counts (none that is spam, deleted or merged), with what became of it.';
COMMENT ON COLUMN counted_tickets.ticket
IS 'Number that the counted tables are joined by; a ticket that changes gets another.';
COMMENT ON COLUMN counted_tickets.source IS 'The helpdesk account.';
COMMENT ON COLUMN counted_tickets.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN counted_tickets.created_day
IS 'The day the customer wrote first, in the account''s time zone.';
COMMENT ON COLUMN counted_tickets.created_at IS 'When the customer wrote first (UTC).';
COMMENT ON COLUMN counted_tickets.resolved_at IS 'When the ticket was resolved (UTC).';
COMMENT ON COLUMN counted_tickets.status IS 'The ticket''s status.';
COMMENT ON COLUMN counted_tickets.customer
IS 'Pseudonym of the customer; a ticket whose helpdesk names none counts as a customer of its own.';
COMMENT ON COLUMN counted_tickets.customer_number
IS '64 bits of a hash of the customer: two of 100,000 share them with probability 3e-10.';
COMMENT ON COLUMN counted_tickets.organisation IS 'The customer''s organisation (pseudonym).';
COMMENT ON COLUMN counted_tickets.segment IS 'Plan or segment, where the helpdesk gives it.';
COMMENT ON COLUMN counted_tickets.language
IS 'Language of the customer''s first message: ja, en or other.';
COMMENT ON COLUMN counted_tickets.channel IS 'How it came: email, app, chat, phone, web …';
COMMENT ON COLUMN counted_tickets.product_area IS 'Product area given by the helpdesk.';
COMMENT ON COLUMN counted_tickets.version IS 'Product version given by the helpdesk.';
COMMENT ON COLUMN counted_tickets.url IS 'Link to the ticket in the helpdesk.';
COMMENT ON COLUMN counted_tickets.assignee IS 'The agent it is assigned to (pseudonym).';
COMMENT ON COLUMN counted_tickets.csat IS 'Satisfaction from 0 to 1, where the customer told it.';
COMMENT ON COLUMN counted_tickets.reopens IS 'How often it was reopened.';
COMMENT ON COLUMN counted_tickets.is_analysed IS 'Whether its voices were cut.';
COMMENT ON COLUMN counted_tickets.hours_to_reply
IS 'Hours to the first public reply: as the helpdesk measured it, else from the messages.';
COMMENT ON COLUMN counted_tickets.customer_messages IS 'Public messages of the customer.';
COMMENT ON COLUMN counted_tickets.agent_messages IS 'Public messages of agents.';
COMMENT ON COLUMN counted_tickets.agents IS 'Agents who wrote publicly (pseudonyms), in order.';
COMMENT ON COLUMN counted_tickets.customer_wrote_at IS 'When the customer wrote last (UTC).';
COMMENT ON COLUMN counted_tickets.agent_wrote_at IS 'When an agent wrote last (UTC).';

COMMENT ON TABLE counted_topics IS 'Which topics each counted ticket speaks of.';
COMMENT ON COLUMN counted_topics.ticket IS 'The ticket''s number in counted_tickets.';
COMMENT ON COLUMN counted_topics.topic IS 'The topic''s number.';
COMMENT ON COLUMN counted_topics.created_day IS 'The ticket''s day.';
COMMENT ON COLUMN counted_topics.customer_number IS 'The ticket''s customer, as a number.';
COMMENT ON COLUMN counted_topics.voices IS 'How many voices of the ticket are in the topic.';

COMMENT ON TABLE counted_voices IS 'Every voice of a counted ticket with its topic and labels.';
COMMENT ON COLUMN counted_voices.ticket IS 'The ticket''s number in counted_tickets.';
COMMENT ON COLUMN counted_voices.voice_id IS 'The voice.';
COMMENT ON COLUMN counted_voices.topic IS 'Its topic''s number; empty while it has none.';
COMMENT ON COLUMN counted_voices.no_topic IS 'Why it has none, as in assignments.';
COMMENT ON COLUMN counted_voices.similarity IS 'How near it is to the topic''s centre (cosine).';
COMMENT ON COLUMN counted_voices.said_at IS 'When the customer wrote it (UTC).';
COMMENT ON COLUMN counted_voices.language IS 'Language of the voice: ja, en or other.';
COMMENT ON COLUMN counted_voices.kind IS 'question, complaint, request, praise or context.';
COMMENT ON COLUMN counted_voices.length
IS 'Its length in characters; 0 once its words were removed by age.';
COMMENT ON COLUMN counted_voices.request_type IS 'Its label, where there is one.';
COMMENT ON COLUMN counted_voices.stage IS 'Its label, where there is one.';
COMMENT ON COLUMN counted_voices.sentiment IS 'Its label, where there is one.';
COMMENT ON COLUMN counted_voices.severity IS 'Its label, where there is one.';
COMMENT ON COLUMN counted_voices.product_area IS 'Its label, where there is one.';
