-- Where voices belong. A voice that has a topic keeps it: only consolidation and people move
-- it. One that waits goes on waiting since the same run. The join brings the ticket along; an
-- assignment without a voice is dropped.
INSERT INTO assignments (
    voice_id, source, ticket_id, topic_uid, no_topic, similarity, run_id
)
SELECT
    i.voice_id,
    v.source,
    v.ticket_id,
    i.topic_uid,
    i.no_topic,
    i.similarity,
    $run_id AS run_id
FROM incoming_assignments AS i
INNER JOIN voices AS v ON i.voice_id = v.voice_id
QUALIFY row_number() OVER (PARTITION BY i.voice_id ORDER BY i.similarity DESC) = 1
ON CONFLICT (voice_id) DO UPDATE SET
    topic_uid = excluded.topic_uid,
    no_topic = excluded.no_topic,
    similarity = excluded.similarity,
    run_id = excluded.run_id
WHERE
assignments.topic_uid IS NULL
AND (excluded.topic_uid IS NOT NULL OR excluded.no_topic <> assignments.no_topic);
