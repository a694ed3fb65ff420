-- Newborn topics. One that is there already keeps its name and number.
INSERT INTO topics (
    topic_uid, number, name_ja, name_en, keywords, state, coherence, separation,
    founding_customers, merged_into, muted, born_run_id, born_at
)
SELECT
    i.*,
    $run_id AS born_run_id,
    $now::TIMESTAMPTZ AS born_at
FROM incoming_topics AS i
QUALIFY row_number() OVER (PARTITION BY i.topic_uid ORDER BY i.number) = 1
ON CONFLICT (topic_uid) DO NOTHING;
