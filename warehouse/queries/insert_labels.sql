-- The labels of a batch's voices; what the same voices had before was deleted just now.
INSERT INTO labels (voice_id, task, value, confidence, model)
SELECT i.*
FROM incoming_labels AS i
QUALIFY row_number() OVER (PARTITION BY i.voice_id, i.task ORDER BY i.confidence DESC) = 1;
