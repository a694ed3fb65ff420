-- Where voices belong that were not there before.
INSERT INTO assignments (voice_id, topic_uid, no_topic, similarity, source, ticket_id, run_id)
SELECT
    i.*,
    v.source,
    v.ticket_id,
    $run_id AS run_id
FROM incoming_assignments AS i
INNER JOIN incoming_voices AS v ON i.voice_id = v.voice_id
WHERE i.voice_id NOT IN (SELECT k.id FROM incoming_ids AS k)
QUALIFY row_number() OVER (PARTITION BY i.voice_id ORDER BY i.similarity DESC) = 1;
