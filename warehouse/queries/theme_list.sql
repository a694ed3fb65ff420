-- The themes, largest first, each with its topics.
SELECT
    t.theme,
    t.theme_name,
    t.name_en,
    t.topics,
    t.tickets,
    t.tickets_last_7_days,
    t.topic_names
FROM theme_today AS t
ORDER BY t.tickets DESC, t.theme ASC;
