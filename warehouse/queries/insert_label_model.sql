-- A newly trained model; the same weights trained again are the same version.
INSERT INTO label_models
VALUES ($version, $task, $embedder, $card, $content, $by, $now::TIMESTAMPTZ)
ON CONFLICT (version) DO NOTHING;
