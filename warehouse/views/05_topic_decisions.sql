CREATE VIEW topic_decisions AS
SELECT
    d.decision,
    d.kind,
    d.topic_uid,
    p.number AS topic_number,
    coalesce(p.name_ja, p.name_en) AS topic_name,
    d.other_uids,
    (
        SELECT coalesce(list(o.number ORDER BY o.number), []) FROM topics AS o
        WHERE list_contains(d.other_uids, o.topic_uid)
    ) AS other_numbers,
    d.voice_id,
    d.name_ja,
    d.name_en,
    d.decided_by,
    d.why,
    d.decided_at,
    d.undoes,
    u.decision AS undone_by
FROM decisions AS d
INNER JOIN topics AS p ON d.topic_uid = p.topic_uid
LEFT JOIN decisions AS u ON d.decision = u.undoes;

COMMENT ON VIEW topic_decisions IS 'What people decided about topics, and whether it still holds.';
COMMENT ON COLUMN topic_decisions.decision IS 'From 1, in the order taken.';
COMMENT ON COLUMN topic_decisions.kind
IS 'rename, merge, split, move, mute, unmute, pin, unpin or undo.';
COMMENT ON COLUMN topic_decisions.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_decisions.topic_number
IS 'The topic: of a merge the one that stays, of a move the one the voice goes to.';
COMMENT ON COLUMN topic_decisions.topic_name IS 'Its name now.';
COMMENT ON COLUMN topic_decisions.other_uids
IS 'Of a merge the topic that went, of a split the new parts, of a move the topic the voice left.';
COMMENT ON COLUMN topic_decisions.other_numbers IS 'Their numbers.';
COMMENT ON COLUMN topic_decisions.voice_id IS 'Of a move the voice.';
COMMENT ON COLUMN topic_decisions.name_ja IS 'Of a renaming the Japanese name, where given.';
COMMENT ON COLUMN topic_decisions.name_en IS 'Of a renaming the English name, where given.';
COMMENT ON COLUMN topic_decisions.decided_by IS 'Who decided.';
COMMENT ON COLUMN topic_decisions.why IS 'Why, in their words.';
COMMENT ON COLUMN topic_decisions.decided_at IS 'When (UTC).';
COMMENT ON COLUMN topic_decisions.undoes IS 'Of an undoing the decision that holds no longer.';
COMMENT ON COLUMN topic_decisions.undone_by IS 'The decision that undid this one; empty while it holds.';
