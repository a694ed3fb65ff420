-- That this run consolidated, and what came of it.
INSERT INTO consolidations (
    run_id, happened_at, sampled, voices, moved, merged, split, retired
)
VALUES ($run_id, $now, $sampled, $voices, $moved, $merged, $split, $retired)
ON CONFLICT (run_id) DO NOTHING;
