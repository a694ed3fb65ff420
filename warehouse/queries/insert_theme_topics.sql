-- Topics that found their theme; once given it stays.
INSERT INTO theme_topics (topic_uid, theme, run_id)
SELECT
    i.*,
    $run_id AS run_id
FROM incoming_theme_topics AS i
ON CONFLICT DO NOTHING;
