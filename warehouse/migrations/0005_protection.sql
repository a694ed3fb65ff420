-- Truth of the data and protection of people: what each run read of each file, links between
-- tickets, customers as the account tells of them, erasure, retention.

CREATE TABLE run_files (
    run_id TEXT NOT NULL,
    source TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_loaded BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_stale BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL,
    rows_suppressed BIGINT NOT NULL,
    PRIMARY KEY (run_id, source, file_sha256)
);
COMMENT ON TABLE run_files IS 'What one run read of one file; committed together with those rows.';
COMMENT ON COLUMN run_files.run_id IS 'The run.';
COMMENT ON COLUMN run_files.source IS 'The account the file belongs to.';
COMMENT ON COLUMN run_files.file_sha256 IS 'The file, as in ingest_files.';
COMMENT ON COLUMN run_files.path IS 'Where it was read from.';
COMMENT ON COLUMN run_files.rows_read IS 'Rows read by this run.';
COMMENT ON COLUMN run_files.rows_loaded IS 'Rows that were new or changed something.';
COMMENT ON COLUMN run_files.rows_unchanged IS 'Rows that were already there, equal.';
COMMENT ON COLUMN run_files.rows_stale IS 'Rows older than what is already there.';
COMMENT ON COLUMN run_files.rows_quarantined IS 'Rows that could not be read.';
COMMENT ON COLUMN run_files.rows_suppressed IS 'Rows of customers who were erased: not kept.';

ALTER TABLE ingest_files ADD COLUMN rows_suppressed BIGINT DEFAULT 0;
COMMENT ON TABLE ingest_files
IS 'Every export file seen; read = loaded + unchanged + stale + quarantined + suppressed.';
COMMENT ON COLUMN ingest_files.rows_suppressed
IS 'Rows of customers who were erased: counted, never kept.';

CREATE TABLE ticket_links (
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    other_ticket_id TEXT NOT NULL,
    PRIMARY KEY (source, ticket_id, kind, other_ticket_id)
);
COMMENT ON TABLE ticket_links IS 'How tickets hang together, as the helpdesk says.';
COMMENT ON COLUMN ticket_links.source IS 'The helpdesk account.';
COMMENT ON COLUMN ticket_links.ticket_id IS 'The ticket that tells of the link.';
COMMENT ON COLUMN ticket_links.kind
IS 'follow_up: it goes on with a matter that the other ticket had closed.';
COMMENT ON COLUMN ticket_links.other_ticket_id IS 'The other ticket.';

CREATE TABLE customer_aliases (
    source TEXT NOT NULL,
    alias TEXT NOT NULL,
    customer TEXT NOT NULL,
    PRIMARY KEY (source, alias, customer)
);
COMMENT ON TABLE customer_aliases
IS 'Other pseudonyms of a customer, so that one known by id can be erased by e-mail address.';
COMMENT ON COLUMN customer_aliases.source IS 'The helpdesk account.';
COMMENT ON COLUMN customer_aliases.alias IS 'Pseudonym of the e-mail address.';
COMMENT ON COLUMN customer_aliases.customer IS 'Pseudonym of the customer, as in tickets.';

CREATE TABLE customer_feed (
    source TEXT NOT NULL,
    customer TEXT NOT NULL,
    organisation TEXT,
    segment TEXT,
    revenue DOUBLE,
    active BOOLEAN,
    told_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, customer)
);
COMMENT ON TABLE customer_feed IS 'Customers as the account tells of them (intake.customers).';
COMMENT ON COLUMN customer_feed.source IS 'The helpdesk account.';
COMMENT ON COLUMN customer_feed.customer IS 'Pseudonym of the customer, as in tickets.';
COMMENT ON COLUMN customer_feed.organisation IS 'Pseudonym of the organisation.';
COMMENT ON COLUMN customer_feed.segment IS 'Plan or segment.';
COMMENT ON COLUMN customer_feed.revenue IS 'Revenue in the account''s own unit and period.';
COMMENT ON COLUMN customer_feed.active IS 'Whether the customer is active; empty where not told.';
COMMENT ON COLUMN customer_feed.told_at IS 'When the feed was read (UTC).';

CREATE TABLE customers_active (
    source TEXT NOT NULL,
    month DATE NOT NULL,
    segment TEXT NOT NULL,
    customers BIGINT NOT NULL,
    PRIMARY KEY (source, month, segment)
);
COMMENT ON TABLE customers_active
IS 'Active customers by month and segment (intake.customers_active): what contact rates divide by.';
COMMENT ON COLUMN customers_active.source IS 'The helpdesk account.';
COMMENT ON COLUMN customers_active.month IS 'First day of the month.';
COMMENT ON COLUMN customers_active.segment
IS 'Plan or segment; empty text for customers of no segment, or where the feed has none.';
COMMENT ON COLUMN customers_active.customers IS 'How many were active.';

-- No default: DuckDB 1.5.5 cannot replay one that calls a function after a kill.
ALTER TABLE quarantine ADD COLUMN people TEXT[];
COMMENT ON COLUMN quarantine.people
IS 'Pseudonyms of all that may name a customer in the row, so that it can be erased with them.';

CREATE TABLE suppressed (
    person_sha256 TEXT PRIMARY KEY,
    since TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE suppressed
IS 'Customers who were erased: what a later import brings of them is not kept.';
COMMENT ON COLUMN suppressed.person_sha256
IS 'Hash of the keyed pseudonym: tells an import whom to leave out, and nobody who it was.';
COMMENT ON COLUMN suppressed.since IS 'When they were erased (UTC).';

CREATE TABLE erasure_log (
    erasure_id TEXT PRIMARY KEY,
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    state TEXT NOT NULL,
    counts JSON NOT NULL,
    rewritten_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ
);
COMMENT ON TABLE erasure_log IS 'Every erasure: when, by whom and how much, but not whose.';
COMMENT ON COLUMN erasure_log.erasure_id IS 'Its id, sortable by time.';
COMMENT ON COLUMN erasure_log.asked_by IS 'Who had it done.';
COMMENT ON COLUMN erasure_log.asked_at IS 'When (UTC).';
COMMENT ON COLUMN erasure_log.state
IS 'deleted (rows are gone), rewritten (their bytes too) or done (snapshot, page, issues too).';
COMMENT ON COLUMN erasure_log.counts IS 'What was removed, in counts by store.';
COMMENT ON COLUMN erasure_log.rewritten_at IS 'When the file without them took the old one''s place.';
COMMENT ON COLUMN erasure_log.finished_at IS 'When nothing was left to do (UTC).';

CREATE TABLE erasure_words (
    erasure_id TEXT NOT NULL,
    words TEXT NOT NULL
);
COMMENT ON TABLE erasure_words
IS 'Words to search every file for; emptied in the file that takes the old one''s place.';
COMMENT ON COLUMN erasure_words.erasure_id IS 'The erasure.';
COMMENT ON COLUMN erasure_words.words IS 'Words that stood nowhere else.';

CREATE TABLE erasure_issues (
    erasure_id TEXT NOT NULL,
    label TEXT NOT NULL,
    issue_id TEXT,
    tickets TEXT[] NOT NULL,
    urls TEXT[] NOT NULL,
    state TEXT NOT NULL,
    quotes INTEGER NOT NULL DEFAULT 0,
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (erasure_id, label)
);
COMMENT ON TABLE erasure_issues IS 'Issues from which quotes of an erased customer are to be taken.';
COMMENT ON COLUMN erasure_issues.erasure_id IS 'The erasure.';
COMMENT ON COLUMN erasure_issues.label IS 'The issue''s label.';
COMMENT ON COLUMN erasure_issues.issue_id IS 'The tracker''s id, where known.';
COMMENT ON COLUMN erasure_issues.tickets IS 'Ids of their tickets; emptied once done.';
COMMENT ON COLUMN erasure_issues.urls IS 'Links to their tickets; emptied once done.';
COMMENT ON COLUMN erasure_issues.state IS 'planned or done.';
COMMENT ON COLUMN erasure_issues.quotes IS 'How many quotes were taken out.';
COMMENT ON COLUMN erasure_issues.changed_at IS 'When the state last changed (UTC).';

ALTER TABLE tickets ADD COLUMN texts_before TIMESTAMPTZ;
COMMENT ON COLUMN tickets.texts_before
IS 'What was written up to then was removed by age; the ticket still counts in trends.';

CREATE TABLE retention_log (
    run_id TEXT PRIMARY KEY,
    happened_at TIMESTAMPTZ NOT NULL,
    counts JSON NOT NULL,
    rewritten BOOLEAN NOT NULL
);
COMMENT ON TABLE retention_log IS 'What each night removed by age.';
COMMENT ON COLUMN retention_log.run_id IS 'The run.';
COMMENT ON COLUMN retention_log.happened_at IS 'When (UTC).';
COMMENT ON COLUMN retention_log.counts IS 'How much of what.';
COMMENT ON COLUMN retention_log.rewritten
IS 'Whether the file was written anew, so that the bytes are gone too.';
