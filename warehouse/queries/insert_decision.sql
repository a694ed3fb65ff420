-- A decision, numbered in the order taken.
INSERT INTO decisions (
    decision, kind, topic_uid, other_uids, voice_id, name_ja, name_en, undoes, decided_by, why,
    decided_at, run_id
)
SELECT
    1 + coalesce(max(d.decision), 0) AS decision,
    any_value(i.kind) AS kind,
    any_value(i.topic_uid) AS topic_uid,
    any_value(i.other_uids) AS other_uids,
    any_value(i.voice_id) AS voice_id,
    any_value(i.name_ja) AS name_ja,
    any_value(i.name_en) AS name_en,
    any_value(i.undoes) AS undoes,
    any_value(i.decided_by) AS decided_by,
    any_value(i.why) AS why,
    $now::TIMESTAMPTZ AS decided_at,
    $run_id AS run_id
FROM incoming_decisions AS i
LEFT JOIN decisions AS d ON TRUE
RETURNING decision;
