-- Voices that people moved, and those that a split they asked for put into its parts: they stay.
SELECT h.voice_id
FROM held_voices AS h
UNION
SELECT v.voice_id
FROM decision_voices AS v
INNER JOIN topic_decisions AS d ON v.decision = d.decision
WHERE d.kind = 'split' AND d.undone_by IS NULL;
