-- Where voices belong that were not there before. One that a person had put somewhere before its
-- ticket left and came back goes there again.
INSERT INTO assignments (voice_id, topic_uid, no_topic, similarity, source, ticket_id, run_id)
SELECT
    i.voice_id,
    coalesce(h.topic_uid, i.topic_uid) AS topic_uid,
    CASE WHEN h.topic_uid IS NULL THEN i.no_topic END AS no_topic,
    i.similarity,
    v.source,
    v.ticket_id,
    $run_id AS run_id
FROM incoming_assignments AS i
INNER JOIN incoming_voices AS v ON i.voice_id = v.voice_id
LEFT JOIN held_voices AS h ON i.voice_id = h.voice_id
WHERE i.voice_id NOT IN (SELECT k.id FROM incoming_ids AS k)
QUALIFY row_number() OVER (PARTITION BY i.voice_id ORDER BY i.similarity DESC) = 1;
