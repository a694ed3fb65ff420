-- What happened to topics in a run; saved twice it still happened once.
INSERT INTO lineage (kind, topic_uid, other_uid, reason, run_id, happened_at)
SELECT
    i.*,
    $run_id AS run_id,
    $now::TIMESTAMPTZ AS happened_at
FROM incoming_lineage AS i
QUALIFY row_number() OVER (PARTITION BY i.kind, i.topic_uid) = 1
ON CONFLICT DO NOTHING;
