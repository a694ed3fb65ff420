-- Voices of a topic that came to it after a decision, by the start of the run that placed them.
SELECT a.voice_id
FROM assignments AS a
INNER JOIN runs AS r ON a.run_id = r.run_id
WHERE
    a.topic_uid = $topic
    AND r.started_at > (
        SELECT d.decided_at FROM decisions AS d
        WHERE d.decision = $decision
    );
