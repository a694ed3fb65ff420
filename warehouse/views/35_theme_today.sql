CREATE VIEW theme_today AS
WITH newest AS (
    SELECT max(t.created_day) AS day
    FROM tickets AS t
),

placed AS (
    SELECT
        tt.theme,
        p.number,
        coalesce(p.name_ja, p.name_en) AS topic_name
    FROM theme_topics AS tt
    INNER JOIN topics AS p ON tt.topic_uid = p.topic_uid
    WHERE p.state = 'active'
),

spoken AS (
    SELECT
        s.theme,
        k.ticket,
        max(k.created_day) AS created_day
    FROM placed AS s
    INNER JOIN counted_topics AS k ON s.number = k.topic
    GROUP BY s.theme, k.ticket
),

counted AS (
    SELECT
        k.theme,
        count(*) AS tickets,
        count(*) FILTER (k.created_day > n.day - 7) AS last_7_days
    FROM spoken AS k
    CROSS JOIN newest AS n
    GROUP BY k.theme
),

named AS (
    SELECT
        s.theme,
        count(*) AS topics,
        list(s.number ORDER BY s.number) AS topic_numbers,
        list('#' || s.number || ' ' || s.topic_name ORDER BY s.number) AS topic_names
    FROM placed AS s
    GROUP BY s.theme
)

SELECT
    h.theme,
    coalesce(h.name_ja, h.name_en) AS theme_name,
    h.name_ja,
    h.name_en,
    m.topics,
    m.topic_numbers,
    m.topic_names,
    coalesce(c.tickets, 0) AS tickets,
    coalesce(c.last_7_days, 0) AS tickets_last_7_days
FROM themes AS h
INNER JOIN named AS m ON h.theme = m.theme
LEFT JOIN counted AS c ON h.theme = c.theme;

COMMENT ON VIEW theme_today IS 'A few broad themes over the active topics, as they stand today.';
COMMENT ON COLUMN theme_today.theme IS 'The theme''s number for life.';
COMMENT ON COLUMN theme_today.theme_name IS 'Its name, Japanese first where both exist.';
COMMENT ON COLUMN theme_today.name_ja IS 'Name in Japanese.';
COMMENT ON COLUMN theme_today.name_en IS 'Name in English.';
COMMENT ON COLUMN theme_today.topics IS 'How many active topics stand under it.';
COMMENT ON COLUMN theme_today.topic_numbers IS 'Their numbers.';
COMMENT ON COLUMN theme_today.topic_names IS 'Their numbers and names.';
COMMENT ON COLUMN theme_today.tickets IS 'Tickets that speak of it, ever; each counts once.';
COMMENT ON COLUMN theme_today.tickets_last_7_days
IS 'Of those, created on the newest day of the data or the six before it.';
