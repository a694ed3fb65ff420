-- What belongs to a tracker is kept under which tracker it is. The same topic has the same label
-- everywhere, so without that a second tracker would be taken for the first.

CREATE TABLE issues_0006 (
    tracker TEXT NOT NULL,
    label TEXT NOT NULL,
    topic_uid TEXT NOT NULL,
    state JSON NOT NULL,
    answer TEXT NOT NULL,
    pulled_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tracker, label)
);
INSERT INTO issues_0006
SELECT
    i.tracker,
    i.label,
    i.topic_uid,
    i.state,
    i.answer,
    i.pulled_at
FROM issues AS i;

CREATE TABLE answers_0006 (
    tracker TEXT NOT NULL,
    label TEXT NOT NULL,
    happened_at TIMESTAMPTZ NOT NULL,
    heard_at TIMESTAMPTZ,
    answer TEXT NOT NULL,
    status TEXT NOT NULL,
    resolution TEXT,
    reason TEXT,
    PRIMARY KEY (tracker, label, happened_at, answer)
);
INSERT INTO answers_0006
SELECT
    i.tracker,
    a.label,
    a.happened_at,
    NULL AS heard_at,
    a.answer,
    a.status,
    a.resolution,
    NULL AS reason
FROM answers AS a
INNER JOIN issues AS i ON a.label = i.label;

CREATE TABLE outbox_0006 (
    tracker TEXT NOT NULL,
    op_id TEXT NOT NULL,
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
    changed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tracker, op_id)
);
INSERT INTO outbox_0006
SELECT
    coalesce(i.tracker, (SELECT max(j.tracker) FROM issues AS j), '') AS tracker,
    o.op_id,
    o.kind,
    o.label,
    o.topic_uid,
    o.issue_id,
    o.reason,
    o.payload,
    o.state,
    o.attempts,
    o.error,
    o.run_id,
    o.planned_at,
    o.changed_at
FROM outbox AS o
LEFT JOIN issues AS i ON o.label = i.label;

CREATE TABLE freshness_log_0006 (
    tracker TEXT NOT NULL,
    op_id TEXT NOT NULL,
    voice_id TEXT NOT NULL,
    resolved_at TIMESTAMPTZ NOT NULL,
    visible_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tracker, op_id, voice_id)
);
INSERT INTO freshness_log_0006
SELECT
    o.tracker,
    f.op_id,
    f.voice_id,
    f.resolved_at,
    f.visible_at
FROM freshness_log AS f
INNER JOIN outbox_0006 AS o ON f.op_id = o.op_id;

DROP TABLE issues;
DROP TABLE answers;
DROP TABLE outbox;
DROP TABLE freshness_log;
ALTER TABLE issues_0006 RENAME TO issues;
ALTER TABLE answers_0006 RENAME TO answers;
ALTER TABLE outbox_0006 RENAME TO outbox;
ALTER TABLE freshness_log_0006 RENAME TO freshness_log;

CREATE TABLE support_words (
    op_id TEXT PRIMARY KEY,
    tracker TEXT NOT NULL,
    label TEXT NOT NULL,
    topic_uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TIMESTAMPTZ NOT NULL,
    by_whom TEXT NOT NULL,
    text TEXT NOT NULL,
    tickets TEXT[] NOT NULL,
    said_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE issues IS 'The issues Koe keeps in each tracker, as last seen there.';
COMMENT ON COLUMN issues.tracker
IS 'The tracker it lives in: kind, site, project and tenant. account.tracker names the one in use.';
COMMENT ON COLUMN issues.label IS 'The searchable label that is the issue''s key.';
COMMENT ON COLUMN issues.topic_uid IS 'The topic it tells of.';
COMMENT ON COLUMN issues.state IS 'The issue''s key, link, status, resolution, labels and times.';
COMMENT ON COLUMN issues.answer
IS 'received, considering, accepted, needs_info, in_progress, shipped, declined, duplicate or gone.';
COMMENT ON COLUMN issues.pulled_at IS 'When Koe last looked (UTC).';

COMMENT ON TABLE answers IS 'Each change of the product team''s answer, oldest kept.';
COMMENT ON COLUMN answers.tracker IS 'The tracker, as in issues.';
COMMENT ON COLUMN answers.label IS 'The issue''s label.';
COMMENT ON COLUMN answers.happened_at IS 'When the tracker says it changed (UTC).';
COMMENT ON COLUMN answers.heard_at
IS 'When Koe heard it (UTC); empty where it was heard before Koe wrote that down.';
COMMENT ON COLUMN answers.answer
IS 'received, considering, accepted, needs_info, in_progress, shipped, declined, duplicate or gone.';
COMMENT ON COLUMN answers.status IS 'The tracker''s own word.';
COMMENT ON COLUMN answers.resolution IS 'The tracker''s resolution, where given.';
COMMENT ON COLUMN answers.reason
IS 'What the product team wrote with a no or a question, redacted; empty where nothing.';

COMMENT ON TABLE outbox IS 'Every write meant for a tracker, before and after it was sent.';
COMMENT ON COLUMN outbox.tracker IS 'The tracker it is meant for, as in issues.';
COMMENT ON COLUMN outbox.op_id
IS 'Hash of kind, label, period and payload: planning twice gives the same id.';
COMMENT ON COLUMN outbox.kind IS 'create, edit_evidence, note or reopen.';
COMMENT ON COLUMN outbox.label IS 'The issue''s label.';
COMMENT ON COLUMN outbox.topic_uid IS 'The topic.';
COMMENT ON COLUMN outbox.issue_id IS 'The tracker''s id, where the issue exists.';
COMMENT ON COLUMN outbox.reason IS 'Why, in words.';
COMMENT ON COLUMN outbox.payload IS 'What is to be written.';
COMMENT ON COLUMN outbox.state
IS 'planned, sending, done, uncertain, throttled, dropped or dead.';
COMMENT ON COLUMN outbox.attempts IS 'How often it was tried.';
COMMENT ON COLUMN outbox.error IS 'The last error, without customer text.';
COMMENT ON COLUMN outbox.run_id IS 'The run that planned it.';
COMMENT ON COLUMN outbox.planned_at IS 'When it was planned (UTC).';
COMMENT ON COLUMN outbox.changed_at IS 'When its state last changed (UTC).';

COMMENT ON TABLE freshness_log IS 'When a quote became visible in a tracker.';
COMMENT ON COLUMN freshness_log.tracker IS 'The tracker, as in issues.';
COMMENT ON COLUMN freshness_log.op_id IS 'The write that carried it.';
COMMENT ON COLUMN freshness_log.voice_id IS 'The quoted voice.';
COMMENT ON COLUMN freshness_log.resolved_at IS 'When its ticket was resolved (UTC).';
COMMENT ON COLUMN freshness_log.visible_at IS 'When the tracker had it (UTC).';

COMMENT ON TABLE support_words
IS 'What support says to an answer: a dispute with evidence, an escalation, an information asked for.';
COMMENT ON COLUMN support_words.op_id IS 'Its id, and that of the write that tells it in the tracker.';
COMMENT ON COLUMN support_words.tracker IS 'The tracker, as in issues.';
COMMENT ON COLUMN support_words.label IS 'The issue''s label.';
COMMENT ON COLUMN support_words.topic_uid IS 'The topic.';
COMMENT ON COLUMN support_words.kind IS 'dispute, escalate, inform, or replied (customers were told).';
COMMENT ON COLUMN support_words.answer IS 'The answer it is said to.';
COMMENT ON COLUMN support_words.answered_at IS 'When that answer was given (UTC).';
COMMENT ON COLUMN support_words.by_whom IS 'Who says so, as they name themselves.';
COMMENT ON COLUMN support_words.text IS 'What is said, redacted.';
COMMENT ON COLUMN support_words.tickets IS 'Ids of tickets brought forward as evidence.';
COMMENT ON COLUMN support_words.said_at IS 'When (UTC).';
