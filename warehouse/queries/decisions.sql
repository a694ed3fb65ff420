-- Every decision that holds, oldest first.
SELECT
    decision,
    kind,
    topic_uid,
    other_uids,
    voice_id,
    decided_by,
    why,
    name_ja,
    name_en,
    undoes
FROM topic_decisions
WHERE undone_by IS NULL AND kind <> 'undo'
ORDER BY decision;
