-- Newborn themes; one that is there keeps its names.
INSERT INTO themes (theme, name_ja, name_en, born_run_id)
SELECT
    i.*,
    $run_id AS born_run_id
FROM incoming_themes AS i
ON CONFLICT DO NOTHING;
