-- A decision, numbered in the order taken.
INSERT INTO decisions (
    decision, kind, topic_uid, other_uids, voice_id, name_ja, name_en, undoes, decided_by, why,
    decided_at, run_id
)
SELECT
    1 + coalesce(max(d.decision), 0) AS decision,
    $kind AS kind,
    $topic_uid AS topic_uid,
    $other_uids::TEXT[] AS other_uids,
    $voice_id AS voice_id,
    $name_ja AS name_ja,
    $name_en AS name_en,
    $undoes AS undoes,
    $decided_by AS decided_by,
    $why AS why,
    $now::TIMESTAMPTZ AS decided_at,
    $run_id AS run_id
FROM decisions AS d
RETURNING decision;
