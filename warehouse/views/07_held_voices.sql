-- Where people put single voices. A topic that went into another took its held voices along.
CREATE VIEW held_voices AS
WITH RECURSIVE living AS (
    SELECT
        t.topic_uid,
        t.topic_uid AS now_uid,
        t.merged_into
    FROM topics AS t
    UNION ALL
    SELECT
        l.topic_uid,
        t.topic_uid AS now_uid,
        t.merged_into
    FROM living AS l
    INNER JOIN topics AS t ON l.merged_into = t.topic_uid
)

SELECT
    d.voice_id,
    l.now_uid AS topic_uid,
    d.decision
FROM topic_decisions AS d
INNER JOIN living AS l ON d.topic_uid = l.topic_uid AND l.merged_into IS NULL
WHERE d.kind = 'move' AND d.undone_by IS NULL
QUALIFY row_number() OVER (PARTITION BY d.voice_id ORDER BY d.decision DESC) = 1;

COMMENT ON VIEW held_voices IS 'Voices that people moved: they stay where they were put.';
COMMENT ON COLUMN held_voices.voice_id IS 'The voice.';
COMMENT ON COLUMN held_voices.topic_uid IS 'The topic it stays in.';
COMMENT ON COLUMN held_voices.decision IS 'The decision that put it there.';
