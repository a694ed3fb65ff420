-- Every theme with its topics, by number.
SELECT
    h.theme,
    h.name_ja,
    h.name_en,
    coalesce(list(t.topic_uid ORDER BY p.number) FILTER (t.topic_uid IS NOT NULL), []) AS topic_uids
FROM themes AS h
LEFT JOIN theme_topics AS t ON h.theme = t.theme
LEFT JOIN topics AS p ON t.topic_uid = p.topic_uid
GROUP BY h.theme, h.name_ja, h.name_en
ORDER BY h.theme;
