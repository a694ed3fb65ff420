-- That this run looked for topics, and what came of it.
INSERT INTO discoveries (run_id, happened_at, topics_born, voices_joined)
VALUES ($run_id, $now, $topics_born, $voices_joined)
ON CONFLICT (run_id) DO NOTHING;
