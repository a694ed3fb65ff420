-- What people and helpdesks teach about labels, the models learnt from it, and which is in use.
--
-- Corrections and uses are only ever added to: undoing or going back is a row too. A label that a
-- person decided keeps what the model said beside it, so that undoing needs no guess.

ALTER TABLE labels ADD COLUMN model_value TEXT;
ALTER TABLE labels ADD COLUMN correction INTEGER;
COMMENT ON COLUMN labels.value
IS 'The label: a person''s word where there is one, else the model''s; empty where it abstains.';
COMMENT ON COLUMN labels.confidence IS 'How sure the model was, 0 to 1.';
COMMENT ON COLUMN labels.model IS 'The version of the model, or person where no model was asked.';
COMMENT ON COLUMN labels.model_value IS 'What the model said, where a person decided.';
COMMENT ON COLUMN labels.correction IS 'The correction that decided; empty where the model did.';

CREATE TABLE label_corrections (
    correction INTEGER PRIMARY KEY,
    task TEXT NOT NULL,
    value TEXT,
    source TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    voice_id TEXT,
    undoes INTEGER,
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE label_corrections
IS 'What people say a voice or a ticket is; only ever added to, stronger than any model.';
COMMENT ON COLUMN label_corrections.correction IS 'From 1, in the order given.';
COMMENT ON COLUMN label_corrections.task IS 'request_type, stage, sentiment, severity, product_area …';
COMMENT ON COLUMN label_corrections.value IS 'The label; empty for an undoing.';
COMMENT ON COLUMN label_corrections.source IS 'The helpdesk account.';
COMMENT ON COLUMN label_corrections.ticket_id IS 'The ticket.';
COMMENT ON COLUMN label_corrections.voice_id
IS 'The voice; empty where it holds for every voice that raises a matter of the ticket.';
COMMENT ON COLUMN label_corrections.undoes IS 'Of an undoing the correction that holds no longer.';
COMMENT ON COLUMN label_corrections.decided_by IS 'Who.';
COMMENT ON COLUMN label_corrections.why IS 'Why, in their words, without personal data.';
COMMENT ON COLUMN label_corrections.decided_at IS 'When (UTC).';

CREATE TABLE label_models (
    version TEXT PRIMARY KEY,
    task TEXT NOT NULL,
    embedder TEXT NOT NULL,
    card JSON NOT NULL,
    content BLOB NOT NULL,
    trained_by TEXT NOT NULL,
    trained_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE label_models IS 'Trained label models, every version kept.';
COMMENT ON COLUMN label_models.version IS 'Task, number and the beginning of the weights'' hash.';
COMMENT ON COLUMN label_models.task IS 'The task it answers.';
COMMENT ON COLUMN label_models.embedder IS 'The embedder whose space its weights live in.';
COMMENT ON COLUMN label_models.card
IS 'The model card: what it learnt from, and out-of-fold figures by class and language.';
COMMENT ON COLUMN label_models.content IS 'Its weights, a NumPy archive without any pickle.';
COMMENT ON COLUMN label_models.trained_by IS 'Who had it trained.';
COMMENT ON COLUMN label_models.trained_at IS 'When (UTC).';

CREATE TABLE label_uses (
    use INTEGER PRIMARY KEY,
    task TEXT NOT NULL,
    version TEXT,
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE label_uses IS 'Which version answers a task: the newest row of a task decides.';
COMMENT ON COLUMN label_uses.use IS 'From 1, in the order decided.';
COMMENT ON COLUMN label_uses.task IS 'The task.';
COMMENT ON COLUMN label_uses.version IS 'The version; empty for the taxonomy alone.';
COMMENT ON COLUMN label_uses.decided_by IS 'Who.';
COMMENT ON COLUMN label_uses.why IS 'Why, in their words, without personal data.';
COMMENT ON COLUMN label_uses.decided_at IS 'When (UTC).';
