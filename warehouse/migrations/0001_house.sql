-- The first shape of the warehouse. Every text column holds redacted text only.
--
-- voices, labels, assignments and sentence_counts have no key: theirs would be random hashes, and
-- DuckDB writes such an index anew at every checkpoint (ADR 0013). One writer under a lock, one
-- transaction a batch and the nightly checks keep them unique instead.

CREATE TABLE account (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
COMMENT ON TABLE account IS 'Facts that views and start-up need: time_zone, views_sha256.';
COMMENT ON COLUMN account.key IS 'Name of the fact.';
COMMENT ON COLUMN account.value IS 'Its value.';

CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    state TEXT NOT NULL,
    manifest JSON NOT NULL,
    error TEXT
);
COMMENT ON TABLE runs IS 'One row a run, written when it starts and again when it ends.';
COMMENT ON COLUMN runs.run_id IS 'Id of the run, sortable by time.';
COMMENT ON COLUMN runs.kind IS 'nightly, or the single step that was run by hand.';
COMMENT ON COLUMN runs.started_at IS 'When it started (UTC).';
COMMENT ON COLUMN runs.finished_at IS 'When it ended (UTC); empty while running or when killed.';
COMMENT ON COLUMN runs.state IS 'running, done, failed or killed (found still running by a later run).';
COMMENT ON COLUMN runs.manifest IS 'Versions, embedder, threads and settings that decide the result.';
COMMENT ON COLUMN runs.error IS 'The error, without any customer text.';

CREATE TABLE run_stages (
    run_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    seconds DOUBLE NOT NULL,
    peak_mb DOUBLE NOT NULL,
    counts JSON NOT NULL,
    PRIMARY KEY (run_id, stage)
);
COMMENT ON TABLE run_stages IS 'What each stage of a run took and did.';
COMMENT ON COLUMN run_stages.run_id IS 'The run.';
COMMENT ON COLUMN run_stages.stage IS 'intake, analyse, report or publish.';
COMMENT ON COLUMN run_stages.seconds IS 'Wall time in seconds.';
COMMENT ON COLUMN run_stages.peak_mb IS 'Peak resident memory of the process so far, in MB.';
COMMENT ON COLUMN run_stages.counts IS 'What it did, in counts.';

CREATE TABLE ingest_files (
    source TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    last_line BIGINT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_loaded BIGINT NOT NULL,
    rows_unchanged BIGINT NOT NULL,
    rows_stale BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL,
    run_id TEXT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, file_sha256)
);
COMMENT ON TABLE ingest_files IS 'Every export file seen; read = loaded + unchanged + stale + quarantined.';
COMMENT ON COLUMN ingest_files.source IS 'The account the file belongs to.';
COMMENT ON COLUMN ingest_files.file_sha256
IS 'SHA-256 of the bytes on disk: the identity of the file, whatever its name.';
COMMENT ON COLUMN ingest_files.path IS 'Where it was read from.';
COMMENT ON COLUMN ingest_files.size IS 'Bytes on disk.';
COMMENT ON COLUMN ingest_files.state
IS 'loading (interrupted, will resume after last_line), done or failed.';
COMMENT ON COLUMN ingest_files.last_line IS 'Last row committed; a resumed load starts after it.';
COMMENT ON COLUMN ingest_files.rows_read IS 'Rows read so far.';
COMMENT ON COLUMN ingest_files.rows_loaded IS 'Rows that were new or changed something.';
COMMENT ON COLUMN ingest_files.rows_unchanged IS 'Rows that were already there, equal.';
COMMENT ON COLUMN ingest_files.rows_stale IS 'Rows older than what is already there.';
COMMENT ON COLUMN ingest_files.rows_quarantined IS 'Rows that could not be read.';
COMMENT ON COLUMN ingest_files.run_id IS 'The run that read it last.';
COMMENT ON COLUMN ingest_files.updated_at IS 'When its counts last moved (UTC).';

CREATE TABLE quarantine (
    row_sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    text TEXT NOT NULL,
    seen INTEGER NOT NULL,
    first_seen TIMESTAMPTZ NOT NULL,
    last_seen TIMESTAMPTZ NOT NULL,
    replayed_at TIMESTAMPTZ,
    PRIMARY KEY (source, row_sha256)
);
COMMENT ON TABLE quarantine IS 'Rows that could not be loaded, kept until they can be replayed.';
COMMENT ON COLUMN quarantine.row_sha256
IS 'Keyed hash of the row as it came: the same bad row again raises seen.';
COMMENT ON COLUMN quarantine.source IS 'The account it belongs to.';
COMMENT ON COLUMN quarantine.file_sha256 IS 'The file it came in.';
COMMENT ON COLUMN quarantine.path IS 'Where that file was.';
COMMENT ON COLUMN quarantine.line IS 'Line (or record number) in that file, from 1.';
COMMENT ON COLUMN quarantine.reason IS 'Reason code, e.g. bad_json, unknown_status.';
COMMENT ON COLUMN quarantine.detail IS 'What was got and what was expected.';
COMMENT ON COLUMN quarantine.text IS 'The row, redacted.';
COMMENT ON COLUMN quarantine.seen IS 'How often it came.';
COMMENT ON COLUMN quarantine.first_seen IS 'When it first came (UTC).';
COMMENT ON COLUMN quarantine.last_seen IS 'When it last came (UTC).';
COMMENT ON COLUMN quarantine.replayed_at IS 'When it was loaded after all (UTC).';

CREATE TABLE tickets (
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    source_version BIGINT NOT NULL,
    status TEXT NOT NULL,
    subject TEXT NOT NULL,
    channel TEXT NOT NULL,
    customer TEXT,
    organisation TEXT,
    segment TEXT,
    assignee TEXT,
    product_area TEXT,
    version TEXT,
    tags TEXT[] NOT NULL,
    attributes JSON NOT NULL,
    csat DOUBLE,
    reopens INTEGER NOT NULL,
    first_reply_minutes DOUBLE,
    url TEXT,
    language TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    created_day DATE NOT NULL,
    content_sha256 TEXT NOT NULL,
    landed_at TIMESTAMPTZ NOT NULL,
    run_id TEXT NOT NULL,
    sentences_run_id TEXT,
    analysed_sha256 TEXT,
    no_voice TEXT,
    PRIMARY KEY (source, ticket_id)
);
COMMENT ON TABLE tickets IS 'One row a ticket, the newest version seen.';
COMMENT ON COLUMN tickets.source IS 'The helpdesk account.';
COMMENT ON COLUMN tickets.ticket_id IS 'The ticket''s id there.';
COMMENT ON COLUMN tickets.source_version
IS 'How new the row is, by the source''s own word; an older one never overwrites.';
COMMENT ON COLUMN tickets.status IS 'new, open, pending, resolved, closed, spam, deleted or merged.';
COMMENT ON COLUMN tickets.subject IS 'Subject line, redacted.';
COMMENT ON COLUMN tickets.channel IS 'How it came: email, app, chat, phone, web …';
COMMENT ON COLUMN tickets.customer IS 'Pseudonym of the customer (keyed hash), never an address.';
COMMENT ON COLUMN tickets.organisation
IS 'The customer''s organisation as the helpdesk names it (pseudonym).';
COMMENT ON COLUMN tickets.segment IS 'Plan or segment, where the helpdesk gives it.';
COMMENT ON COLUMN tickets.assignee IS 'Pseudonym of the agent.';
COMMENT ON COLUMN tickets.product_area IS 'Product area given by the helpdesk, where there is one.';
COMMENT ON COLUMN tickets.version IS 'Product version named by the helpdesk, where there is one.';
COMMENT ON COLUMN tickets.tags IS 'Tags given by the helpdesk.';
COMMENT ON COLUMN tickets.attributes IS 'Further mapped columns by name (text), redacted.';
COMMENT ON COLUMN tickets.csat IS 'Satisfaction 0..1 where given.';
COMMENT ON COLUMN tickets.reopens IS 'How often it was opened again.';
COMMENT ON COLUMN tickets.first_reply_minutes IS 'Minutes from creation to the first public agent reply.';
COMMENT ON COLUMN tickets.url IS 'Link to the ticket in the helpdesk.';
COMMENT ON COLUMN tickets.language IS 'Language of the customer''s first public message: ja, en or other.';
COMMENT ON COLUMN tickets.created_at IS 'When the customer wrote first (UTC).';
COMMENT ON COLUMN tickets.updated_at IS 'When it last changed there (UTC).';
COMMENT ON COLUMN tickets.resolved_at IS 'When it was resolved (UTC).';
COMMENT ON COLUMN tickets.created_day
IS 'The day of created_at in the account''s time zone: what days and weeks are cut by.';
COMMENT ON COLUMN tickets.content_sha256
IS 'Hash of all that is kept of the ticket and its messages, redacted, less source_version and updated_at.';
COMMENT ON COLUMN tickets.landed_at IS 'When this version was loaded (UTC).';
COMMENT ON COLUMN tickets.run_id IS 'The run that loaded this version.';
COMMENT ON COLUMN tickets.sentences_run_id IS 'The run that counted its sentences; empty where not yet.';
COMMENT ON COLUMN tickets.analysed_sha256
IS 'content_sha256 at the last analysis; differs where there is work to do.';
COMMENT ON COLUMN tickets.no_voice IS 'Why an analysed ticket has no voice: boilerplate or empty.';

CREATE TABLE messages (
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    source_version BIGINT NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    visibility TEXT NOT NULL,
    author TEXT,
    sent_at TIMESTAMPTZ NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (source, ticket_id, message_id)
);
COMMENT ON TABLE messages IS 'One row a message, redacted.';
COMMENT ON COLUMN messages.source IS 'The helpdesk account.';
COMMENT ON COLUMN messages.ticket_id IS 'The ticket it belongs to.';
COMMENT ON COLUMN messages.message_id
IS 'The message''s id there, or a hash where a CSV has none; unique within its ticket.';
COMMENT ON COLUMN messages.source_version
IS 'source_version of the row that told this text; an older one never overwrites.';
COMMENT ON COLUMN messages.position IS 'Its place in the ticket by time, from 0.';
COMMENT ON COLUMN messages.role IS 'customer, agent, bot or system.';
COMMENT ON COLUMN messages.visibility IS 'public or private (an agent''s note).';
COMMENT ON COLUMN messages.author IS 'Pseudonym of who wrote it.';
COMMENT ON COLUMN messages.sent_at IS 'When (UTC).';
COMMENT ON COLUMN messages.language IS 'ja, en or other.';
COMMENT ON COLUMN messages.text IS 'What was written, personal data replaced by placeholders.';

CREATE TABLE ticket_events (
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    run_id TEXT NOT NULL,
    PRIMARY KEY (source, ticket_id, kind, happened_at)
);
COMMENT ON TABLE ticket_events IS 'What happened to a ticket after it was first seen.';
COMMENT ON COLUMN ticket_events.source IS 'The helpdesk account.';
COMMENT ON COLUMN ticket_events.ticket_id IS 'The ticket.';
COMMENT ON COLUMN ticket_events.kind IS 'resolved, reopened, merged, deleted, spam or text_changed.';
COMMENT ON COLUMN ticket_events.happened_at IS 'The source''s updated_at of the row that told it (UTC).';
COMMENT ON COLUMN ticket_events.run_id IS 'The run that saw it.';

CREATE TABLE sentence_counts (
    source TEXT NOT NULL,
    sentence_sha256 TEXT NOT NULL,
    tickets BIGINT NOT NULL,
    run_id TEXT NOT NULL
);
COMMENT ON TABLE sentence_counts
IS 'In how many tickets a sentence stands: what stands in many is boilerplate.';
COMMENT ON COLUMN sentence_counts.source IS 'The helpdesk account.';
COMMENT ON COLUMN sentence_counts.sentence_sha256 IS 'Hash of the normalised sentence.';
COMMENT ON COLUMN sentence_counts.tickets
IS 'Tickets with that sentence in one batch; their sum over all rows is what counts.';
COMMENT ON COLUMN sentence_counts.run_id IS 'The run that counted them.';

CREATE TABLE voices (
    voice_id TEXT NOT NULL,
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    said_at TIMESTAMPTZ NOT NULL,
    opening BOOLEAN NOT NULL,
    run_id TEXT NOT NULL
);
COMMENT ON TABLE voices IS 'One row a point that a customer makes: a span of a redacted message.';
COMMENT ON COLUMN voices.voice_id IS 'The same point has the same id on every run and machine.';
COMMENT ON COLUMN voices.source IS 'The helpdesk account.';
COMMENT ON COLUMN voices.ticket_id IS 'The ticket.';
COMMENT ON COLUMN voices.message_id IS 'The message.';
COMMENT ON COLUMN voices.start IS 'First character in messages.text, from 0.';
COMMENT ON COLUMN voices.stop IS 'One past the last character.';
COMMENT ON COLUMN voices.text IS 'The customer''s words: messages.text[start:stop].';
COMMENT ON COLUMN voices.language IS 'ja, en or other.';
COMMENT ON COLUMN voices.kind IS 'complaint, request, question, praise or context.';
COMMENT ON COLUMN voices.said_at IS 'When the message was sent (UTC).';
COMMENT ON COLUMN voices.opening
IS 'Whether it raises a matter; false where it goes on about one that the ticket raised before.';
COMMENT ON COLUMN voices.run_id IS 'The run that cut it.';

CREATE TABLE labels (
    voice_id TEXT NOT NULL,
    task TEXT NOT NULL,
    value TEXT,
    confidence DOUBLE NOT NULL,
    model TEXT NOT NULL
);
COMMENT ON TABLE labels
IS 'What the labellers say of a voice, one row a task (a check sees to that; a key would cost too much).';
COMMENT ON COLUMN labels.voice_id IS 'The voice.';
COMMENT ON COLUMN labels.task IS 'request_type, stage, sentiment, severity or product_area.';
COMMENT ON COLUMN labels.value IS 'The label; empty where the labeller abstains.';
COMMENT ON COLUMN labels.confidence IS '0 to 1.';
COMMENT ON COLUMN labels.model IS 'The version that said so.';

CREATE TABLE topics (
    topic_uid TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    name_ja TEXT,
    name_en TEXT,
    keywords TEXT[] NOT NULL,
    state TEXT NOT NULL,
    muted BOOLEAN NOT NULL DEFAULT FALSE,
    merged_into TEXT,
    born_run_id TEXT NOT NULL,
    born_at TIMESTAMPTZ NOT NULL,
    coherence DOUBLE NOT NULL,
    separation DOUBLE NOT NULL,
    founding_customers INTEGER NOT NULL
);
COMMENT ON TABLE topics IS 'A topic is minted once and keeps its id and number for life.';
COMMENT ON COLUMN topics.topic_uid IS 'Its id for life.';
COMMENT ON COLUMN topics.number IS 'A short number for people, never used twice.';
COMMENT ON COLUMN topics.name_ja
IS 'Name in Japanese, where Japanese voices founded it or a person named it.';
COMMENT ON COLUMN topics.name_en IS 'Name in English, likewise.';
COMMENT ON COLUMN topics.keywords IS 'Words that set it apart, strongest first.';
COMMENT ON COLUMN topics.state IS 'active, merged or retired.';
COMMENT ON COLUMN topics.muted IS 'Muted by people: counted, never reported.';
COMMENT ON COLUMN topics.merged_into IS 'The topic it went into, where merged.';
COMMENT ON COLUMN topics.born_run_id IS 'The run that discovered it.';
COMMENT ON COLUMN topics.born_at IS 'When (UTC).';
COMMENT ON COLUMN topics.coherence IS 'Mean cosine of its founding voices to the centre.';
COMMENT ON COLUMN topics.separation IS 'That, less the cosine to the nearest other topic''s centre.';
COMMENT ON COLUMN topics.founding_customers IS 'Distinct customers among the founding voices.';

CREATE TABLE topic_definitions (
    topic_uid TEXT NOT NULL,
    version INTEGER NOT NULL,
    embedder TEXT NOT NULL,
    centroid FLOAT[] NOT NULL,
    threshold DOUBLE NOT NULL,
    exemplars TEXT[] NOT NULL,
    counter_example TEXT,
    prototypes FLOAT[][] NOT NULL,
    voices INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    PRIMARY KEY (topic_uid, version)
);
COMMENT ON TABLE topic_definitions
IS 'What decides whether a voice belongs; frozen between consolidations.';
COMMENT ON COLUMN topic_definitions.topic_uid IS 'The topic.';
COMMENT ON COLUMN topic_definitions.version IS 'From 1; the highest is in force.';
COMMENT ON COLUMN topic_definitions.embedder IS 'The embedder whose space the centroid lies in.';
COMMENT ON COLUMN topic_definitions.centroid IS 'Unit vector.';
COMMENT ON COLUMN topic_definitions.threshold IS 'Least cosine at which a voice belongs.';
COMMENT ON COLUMN topic_definitions.exemplars IS 'Voice ids nearest the centre, nearest first.';
COMMENT ON COLUMN topic_definitions.counter_example IS 'A voice id at the edge of the topic.';
COMMENT ON COLUMN topic_definitions.prototypes
IS 'Unit vectors that voices are compared with, one to three a language; none means the centroid alone.';
COMMENT ON COLUMN topic_definitions.voices
IS 'Voices the topic had when this was written or confirmed; at four times as many it is looked at again.';
COMMENT ON COLUMN topic_definitions.run_id IS 'The run that wrote this definition.';

CREATE TABLE assignments (
    voice_id TEXT NOT NULL,
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    topic_uid TEXT,
    no_topic TEXT,
    similarity DOUBLE NOT NULL,
    run_id TEXT NOT NULL,
    CHECK ((topic_uid IS NULL) <> (no_topic IS NULL))
);
COMMENT ON TABLE assignments IS 'Every voice has a topic or a reason why not.';
COMMENT ON COLUMN assignments.voice_id IS 'The voice.';
COMMENT ON COLUMN assignments.source
IS 'The voice''s helpdesk account, repeated here so that trends need one join less.';
COMMENT ON COLUMN assignments.ticket_id IS 'The voice''s ticket, repeated here likewise.';
COMMENT ON COLUMN assignments.topic_uid IS 'Its topic.';
COMMENT ON COLUMN assignments.no_topic IS 'Why it has none: waiting, context or too_short.';
COMMENT ON COLUMN assignments.similarity
IS 'Cosine to the nearest prototype of any topic; 0 where there is none.';
COMMENT ON COLUMN assignments.run_id IS 'The run that assigned it.';

CREATE TABLE discoveries (
    run_id TEXT PRIMARY KEY,
    happened_at TIMESTAMPTZ NOT NULL,
    topics_born INTEGER NOT NULL,
    voices_joined BIGINT NOT NULL
);
COMMENT ON TABLE discoveries IS 'Every look for new topics among the waiting voices, fruitless ones too.';
COMMENT ON COLUMN discoveries.run_id IS 'The run.';
COMMENT ON COLUMN discoveries.happened_at IS 'When (UTC).';
COMMENT ON COLUMN discoveries.topics_born IS 'How many topics were born.';
COMMENT ON COLUMN discoveries.voices_joined IS 'How many waiting voices found a topic.';

CREATE TABLE lineage (
    run_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic_uid TEXT NOT NULL,
    other_uid TEXT,
    reason TEXT NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (run_id, kind, topic_uid)
);
COMMENT ON TABLE lineage IS 'Every event in a topic''s life, with its reason.';
COMMENT ON COLUMN lineage.run_id IS 'The run.';
COMMENT ON COLUMN lineage.kind IS 'born, kept, split, merged or retired.';
COMMENT ON COLUMN lineage.topic_uid IS 'The topic: of a split the new part, of a merge the one that went.';
COMMENT ON COLUMN lineage.other_uid
IS 'Of a split the topic it was cut from, of a merge the one that stays.';
COMMENT ON COLUMN lineage.reason IS 'Why, in words.';
COMMENT ON COLUMN lineage.happened_at IS 'When (UTC).';

CREATE TABLE issues (
    label TEXT PRIMARY KEY,
    topic_uid TEXT NOT NULL,
    tracker TEXT NOT NULL,
    state JSON NOT NULL,
    answer TEXT NOT NULL,
    pulled_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE issues IS 'The issues Koe keeps in the tracker, as last seen there.';
COMMENT ON COLUMN issues.label IS 'The searchable label that is the issue''s key.';
COMMENT ON COLUMN issues.topic_uid IS 'The topic it tells of.';
COMMENT ON COLUMN issues.tracker IS 'The tracker it lives in, e.g. jira or markdown.';
COMMENT ON COLUMN issues.state IS 'The issue''s key, link, status, resolution, labels and times.';
COMMENT ON COLUMN issues.answer
IS 'received, considering, in_progress, shipped, declined, duplicate or gone.';
COMMENT ON COLUMN issues.pulled_at IS 'When Koe last looked (UTC).';

CREATE TABLE answers (
    label TEXT NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    answer TEXT NOT NULL,
    status TEXT NOT NULL,
    resolution TEXT,
    PRIMARY KEY (label, happened_at, answer)
);
COMMENT ON TABLE answers IS 'Each change of the product team''s answer, oldest kept.';
COMMENT ON COLUMN answers.label IS 'The issue''s label.';
COMMENT ON COLUMN answers.happened_at IS 'When the tracker says it changed (UTC).';
COMMENT ON COLUMN answers.answer
IS 'received, considering, in_progress, shipped, declined, duplicate or gone.';
COMMENT ON COLUMN answers.status IS 'The tracker''s own word.';
COMMENT ON COLUMN answers.resolution IS 'The tracker''s resolution, where given.';

CREATE TABLE outbox (
    op_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    topic_uid TEXT NOT NULL,
    issue_id TEXT,
    reason TEXT NOT NULL,
    payload JSON NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT,
    run_id TEXT NOT NULL,
    planned_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE outbox IS 'Every write meant for the tracker, before and after it was sent.';
COMMENT ON COLUMN outbox.op_id
IS 'Hash of kind, label, period and payload: planning twice gives the same id.';
COMMENT ON COLUMN outbox.kind IS 'create, edit_evidence, note or reopen.';
COMMENT ON COLUMN outbox.label IS 'The issue''s label.';
COMMENT ON COLUMN outbox.topic_uid IS 'The topic.';
COMMENT ON COLUMN outbox.issue_id IS 'The tracker''s id, where the issue exists.';
COMMENT ON COLUMN outbox.reason IS 'Why, in words.';
COMMENT ON COLUMN outbox.payload IS 'What is to be written.';
COMMENT ON COLUMN outbox.state IS 'planned, sending, done, uncertain, throttled, dropped or dead.';
COMMENT ON COLUMN outbox.attempts IS 'How often it was tried.';
COMMENT ON COLUMN outbox.error IS 'The last error, without customer text.';
COMMENT ON COLUMN outbox.run_id IS 'The run that planned it.';
COMMENT ON COLUMN outbox.planned_at IS 'When it was planned (UTC).';
COMMENT ON COLUMN outbox.changed_at IS 'When its state last changed (UTC).';

CREATE TABLE releases (
    source TEXT NOT NULL,
    version TEXT NOT NULL,
    released_on DATE NOT NULL,
    note TEXT,
    PRIMARY KEY (source, version)
);
COMMENT ON TABLE releases IS 'Releases of the product, where told.';
COMMENT ON COLUMN releases.source IS 'The helpdesk account.';
COMMENT ON COLUMN releases.version IS 'The version.';
COMMENT ON COLUMN releases.released_on IS 'The day it came out.';
COMMENT ON COLUMN releases.note IS 'What it was.';

CREATE TABLE freshness_log (
    op_id TEXT NOT NULL,
    voice_id TEXT NOT NULL,
    resolved_at TIMESTAMPTZ NOT NULL,
    visible_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (op_id, voice_id)
);
COMMENT ON TABLE freshness_log IS 'When a quote became visible in the tracker.';
COMMENT ON COLUMN freshness_log.op_id IS 'The write that carried it.';
COMMENT ON COLUMN freshness_log.voice_id IS 'The quoted voice.';
COMMENT ON COLUMN freshness_log.resolved_at IS 'When its ticket was resolved (UTC).';
COMMENT ON COLUMN freshness_log.visible_at IS 'When the tracker had it (UTC).';
