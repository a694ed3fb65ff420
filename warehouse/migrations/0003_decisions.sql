-- What people decide about topics, and themes over topics.
--
-- A decision is never changed or deleted: undoing one is a decision too. What it touched is kept
-- as it was before, so that undoing needs no guess.

CREATE TABLE decisions (
    decision INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    topic_uid TEXT NOT NULL,
    other_uids TEXT[] NOT NULL,
    voice_id TEXT,
    name_ja TEXT,
    name_en TEXT,
    undoes INTEGER,
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL,
    run_id TEXT NOT NULL
);
COMMENT ON TABLE decisions IS 'What people decided about topics: only ever added to; binds every later run.';
COMMENT ON COLUMN decisions.decision IS 'From 1, in the order taken.';
COMMENT ON COLUMN decisions.kind
IS 'rename, merge, split, move, mute, unmute, pin, unpin or undo.';
COMMENT ON COLUMN decisions.topic_uid
IS 'The topic: of a merge the one that stays, of a move the one the voice goes to.';
COMMENT ON COLUMN decisions.other_uids
IS 'Of a merge the topic that went, of a split the new parts, of a move the topic the voice left.';
COMMENT ON COLUMN decisions.voice_id IS 'Of a move the voice.';
COMMENT ON COLUMN decisions.name_ja IS 'Of a renaming the Japanese name, where given.';
COMMENT ON COLUMN decisions.name_en IS 'Of a renaming the English name, where given.';
COMMENT ON COLUMN decisions.undoes IS 'Of an undoing the decision that holds no longer.';
COMMENT ON COLUMN decisions.decided_by IS 'Who decided.';
COMMENT ON COLUMN decisions.why IS 'Why, in their words, without personal data.';
COMMENT ON COLUMN decisions.decided_at IS 'When (UTC).';
COMMENT ON COLUMN decisions.run_id IS 'The run that carried it out.';

CREATE TABLE decision_topics (
    decision INTEGER NOT NULL,
    topic_uid TEXT NOT NULL,
    name_ja TEXT,
    name_en TEXT,
    keywords TEXT[] NOT NULL,
    state TEXT NOT NULL,
    merged_into TEXT,
    muted BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (decision, topic_uid)
);
COMMENT ON TABLE decision_topics IS 'Topics that a decision changed, as they were before it.';
COMMENT ON COLUMN decision_topics.decision IS 'The decision.';
COMMENT ON COLUMN decision_topics.topic_uid IS 'The topic.';
COMMENT ON COLUMN decision_topics.name_ja IS 'Its Japanese name then.';
COMMENT ON COLUMN decision_topics.name_en IS 'Its English name then.';
COMMENT ON COLUMN decision_topics.keywords IS 'Its keywords then.';
COMMENT ON COLUMN decision_topics.state IS 'Its state then.';
COMMENT ON COLUMN decision_topics.merged_into IS 'The topic it had gone into, where merged.';
COMMENT ON COLUMN decision_topics.muted IS 'Whether it was muted.';
COMMENT ON COLUMN decision_topics.version IS 'The version of its definition then.';

CREATE TABLE decision_voices (
    decision INTEGER NOT NULL,
    voice_id TEXT NOT NULL,
    topic_uid TEXT,
    no_topic TEXT,
    similarity DOUBLE NOT NULL
);
COMMENT ON TABLE decision_voices
IS 'Voices that a decision moved, and where they were before it (no key, as for assignments).';
COMMENT ON COLUMN decision_voices.decision IS 'The decision.';
COMMENT ON COLUMN decision_voices.voice_id IS 'The voice.';
COMMENT ON COLUMN decision_voices.topic_uid IS 'Its topic before.';
COMMENT ON COLUMN decision_voices.no_topic IS 'Why it had none before.';
COMMENT ON COLUMN decision_voices.similarity IS 'Its similarity before.';

CREATE TABLE themes (
    theme INTEGER PRIMARY KEY,
    name_ja TEXT,
    name_en TEXT,
    born_run_id TEXT NOT NULL
);
COMMENT ON TABLE themes IS 'A few broad themes over the topics; a theme keeps its number for life.';
COMMENT ON COLUMN themes.theme IS 'Its number, never used twice.';
COMMENT ON COLUMN themes.name_ja IS 'Name in Japanese, where its topics speak it.';
COMMENT ON COLUMN themes.name_en IS 'Name in English, likewise.';
COMMENT ON COLUMN themes.born_run_id IS 'The run that found it.';

CREATE TABLE theme_topics (
    topic_uid TEXT PRIMARY KEY,
    theme INTEGER NOT NULL,
    run_id TEXT NOT NULL
);
COMMENT ON TABLE theme_topics IS 'The theme of each topic; once given it stays.';
COMMENT ON COLUMN theme_topics.topic_uid IS 'The topic.';
COMMENT ON COLUMN theme_topics.theme IS 'Its theme.';
COMMENT ON COLUMN theme_topics.run_id IS 'The run that put it there.';

CREATE TABLE consolidations (
    run_id TEXT PRIMARY KEY,
    happened_at TIMESTAMPTZ NOT NULL,
    sampled BIGINT NOT NULL,
    voices BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    merged INTEGER NOT NULL,
    split INTEGER NOT NULL,
    retired INTEGER NOT NULL
);
COMMENT ON TABLE consolidations IS 'Every second look at all topics together, fruitless ones too.';
COMMENT ON COLUMN consolidations.run_id IS 'The run.';
COMMENT ON COLUMN consolidations.happened_at IS 'When (UTC).';
COMMENT ON COLUMN consolidations.sampled IS 'Distinct texts that were looked at.';
COMMENT ON COLUMN consolidations.voices IS 'Voices in topics then.';
COMMENT ON COLUMN consolidations.moved IS 'Voices that changed their topic; under 5 % of them.';
COMMENT ON COLUMN consolidations.merged IS 'Topics that went into another.';
COMMENT ON COLUMN consolidations.split IS 'Topics that were split.';
COMMENT ON COLUMN consolidations.retired IS 'Topics that were retired.';
