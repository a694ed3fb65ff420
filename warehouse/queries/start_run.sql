-- A run begins; begun again under the same id it goes on.
INSERT INTO runs (run_id, kind, started_at, state, manifest)
VALUES ($run_id, $kind, $now, 'running', $manifest)
ON CONFLICT (run_id) DO UPDATE SET
    state = 'running',
    finished_at = NULL,
    error = NULL;
