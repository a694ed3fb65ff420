-- The outbox also keeps the notes that tell a helpdesk's tickets of an answer.

COMMENT ON TABLE outbox
IS 'Every write meant for a tracker or a helpdesk, before and after it was sent.';
COMMENT ON COLUMN outbox.tracker
IS 'Whom it is meant for: a tracker, as in issues, or a helpdesk (its kind and address).';
COMMENT ON COLUMN outbox.kind IS 'create, edit_evidence, note, reopen or helpdesk_note.';
COMMENT ON COLUMN outbox.label
IS 'The issue''s label; of a helpdesk_note the issue whose answer it tells.';
COMMENT ON COLUMN outbox.issue_id
IS 'The tracker''s id, where the issue exists; of a helpdesk_note the ticket''s.';
