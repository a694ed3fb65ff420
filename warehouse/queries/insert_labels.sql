-- The labels of these voices, people's corrections over the models' answers; all that the same
-- voices had before was deleted just now.
INSERT INTO labels (voice_id, task, value, confidence, model, model_value, correction)
WITH standing AS (
    SELECT c.*
    FROM label_corrections AS c
    WHERE
        c.undoes IS NULL
        AND c.correction NOT IN (
            SELECT u.undoes FROM label_corrections AS u
            WHERE u.undoes IS NOT NULL
        )
),

said AS (
    SELECT
        v.voice_id,
        s.task,
        s.value,
        s.correction
    FROM standing AS s
    INNER JOIN voices AS v
        ON
            s.source = v.source
            AND s.ticket_id = v.ticket_id
            AND (s.voice_id = v.voice_id OR (s.voice_id IS NULL AND v.opening))
    WHERE v.voice_id IN (SELECT i.id FROM incoming_labelled AS i)
    QUALIFY row_number() OVER (
        PARTITION BY v.voice_id, s.task ORDER BY s.voice_id IS NOT NULL DESC, s.correction DESC
    ) = 1
),

answered AS (
    SELECT i.*
    FROM incoming_labels AS i
    QUALIFY row_number() OVER (PARTITION BY i.voice_id, i.task ORDER BY i.confidence DESC) = 1
)

SELECT
    coalesce(a.voice_id, s.voice_id) AS voice_id,
    coalesce(a.task, s.task) AS task,
    if(s.voice_id IS NULL, a.value, s.value) AS value,
    coalesce(a.confidence, 1) AS confidence,
    coalesce(a.model, 'person') AS model,
    if(s.voice_id IS NULL, NULL, a.value) AS model_value,
    s.correction
FROM answered AS a
FULL JOIN said AS s ON a.voice_id = s.voice_id AND a.task = s.task;
