-- What support said to an answer can be taken back, as long as the product team has not read it.

ALTER TABLE support_words ADD COLUMN withdrawn_at TIMESTAMPTZ;
ALTER TABLE support_words ADD COLUMN withdrawn_by TEXT;
ALTER TABLE support_words ADD COLUMN withdrawn_why TEXT;

COMMENT ON COLUMN support_words.withdrawn_at IS 'When it was taken back (UTC); empty where it holds.';
COMMENT ON COLUMN support_words.withdrawn_by IS 'Who took it back, as they name themselves.';
COMMENT ON COLUMN support_words.withdrawn_why IS 'Why, redacted.';
