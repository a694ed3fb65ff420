-- That this run consolidated, and what came of it.
INSERT INTO consolidations (
    run_id, happened_at, sampled, voices, moved, merged, split, retired, outvoted
)
VALUES ($run_id, $now, $sampled, $voices, $moved, $merged, $split, $retired, $outvoted)
ON CONFLICT (run_id) DO NOTHING;
