-- A name in force, a merge, a split by hand or a moved voice makes a topic settled: people have
-- looked at it, so the machine neither merges it away nor retires it.
CREATE VIEW topic_holds AS
WITH touched AS (
    SELECT
        unnest(list_append(d.other_uids, d.topic_uid)) AS topic_uid,
        d.decision,
        d.kind,
        d.topic_uid AS main_uid,
        d.name_ja,
        d.name_en
    FROM topic_decisions AS d
    WHERE d.undone_by IS NULL AND d.kind <> 'undo'
)

SELECT
    t.topic_uid,
    coalesce(bool_or(t.kind = 'rename' AND t.name_ja IS NOT NULL), FALSE) AS named_ja,
    coalesce(bool_or(t.kind = 'rename' AND t.name_en IS NOT NULL), FALSE) AS named_en,
    coalesce(
        arg_max(t.kind, t.decision) FILTER (t.kind IN ('pin', 'unpin')) = 'pin', FALSE
    ) AS pinned,
    bool_or(t.kind IN ('rename', 'merge', 'split') OR (t.kind = 'move' AND t.topic_uid = t.main_uid))
        AS settled,
    bool_or(t.kind = 'merge' AND t.topic_uid = t.main_uid) AS joined
FROM touched AS t
GROUP BY t.topic_uid;

COMMENT ON VIEW topic_holds
IS 'What people''s decisions in force forbid the machine; topics nobody decided about are not here.';
COMMENT ON COLUMN topic_holds.topic_uid IS 'The topic''s id for life.';
COMMENT ON COLUMN topic_holds.named_ja IS 'Whether a person gave its Japanese name, which then stays.';
COMMENT ON COLUMN topic_holds.named_en IS 'Whether a person gave its English name.';
COMMENT ON COLUMN topic_holds.pinned
IS 'Whether it is pinned: never split, merged or retired by the machine.';
COMMENT ON COLUMN topic_holds.settled
IS 'Whether people named, merged, split or filled it: never merged away or retired by the machine.';
COMMENT ON COLUMN topic_holds.joined
IS 'Whether people merged another into it: never split by the machine.';
