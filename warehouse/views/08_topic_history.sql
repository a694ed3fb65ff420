CREATE VIEW topic_history AS
WITH told AS (
    SELECT
        l.topic_uid,
        l.happened_at,
        l.kind AS event,
        l.other_uid,
        NULL::INTEGER AS decision,
        'Koe' AS told_by,
        l.reason
    FROM lineage AS l
    WHERE l.run_id NOT IN (SELECT d.run_id FROM decisions AS d)
    UNION ALL
    -- what another topic's event did to this one
    SELECT
        l.other_uid AS topic_uid,
        l.happened_at,
        CASE l.kind WHEN 'merged' THEN 'took in' ELSE 'gave off' END AS event,
        l.topic_uid AS other_uid,
        NULL::INTEGER AS decision,
        'Koe' AS told_by,
        l.reason
    FROM lineage AS l
    WHERE
        l.other_uid IS NOT NULL
        AND l.kind IN ('merged', 'split')
        AND l.run_id NOT IN (SELECT d.run_id FROM decisions AS d)
    UNION ALL
    SELECT
        unnest(list_distinct(list_append(d.other_uids, d.topic_uid))) AS topic_uid,
        d.decided_at AS happened_at,
        d.kind AS event,
        d.topic_uid AS other_uid,
        d.decision,
        d.decided_by AS told_by,
        concat(
            d.why,
            if(d.undone_by IS NULL, '', ' (undone by decision ' || d.undone_by || ')')
        ) AS reason
    FROM topic_decisions AS d
)

SELECT
    t.topic_uid,
    p.number AS topic_number,
    t.happened_at,
    t.event,
    o.number AS other_number,
    coalesce(o.name_ja, o.name_en) AS other_name,
    t.decision,
    t.told_by,
    t.reason
FROM told AS t
INNER JOIN topics AS p ON t.topic_uid = p.topic_uid
LEFT JOIN topics AS o ON t.other_uid = o.topic_uid AND t.other_uid <> t.topic_uid;

COMMENT ON VIEW topic_history
IS 'Every event in a topic''s life, the machine''s and people''s, with who and why.';
COMMENT ON COLUMN topic_history.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_history.topic_number IS 'The topic''s number for people.';
COMMENT ON COLUMN topic_history.happened_at IS 'When (UTC).';
COMMENT ON COLUMN topic_history.event
IS 'born, kept, split, merged, retired, took in, gave off, gave or took (voices), or the kind of a decision.';
COMMENT ON COLUMN topic_history.other_number IS 'The other topic that the event is about.';
COMMENT ON COLUMN topic_history.other_name IS 'Its name now.';
COMMENT ON COLUMN topic_history.decision IS 'The decision''s number, where a person decided.';
COMMENT ON COLUMN topic_history.told_by IS 'Koe, or who decided.';
COMMENT ON COLUMN topic_history.reason IS 'Why, in words.';
