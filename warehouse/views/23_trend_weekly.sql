CREATE VIEW trend_weekly AS
SELECT
    t.dimension,
    t.value,
    t.name,
    t.period AS week,
    t.tickets,
    t.customers,
    t.share,
    t.usual,
    t.change
FROM trends AS t
WHERE t.grain = 'week';

COMMENT ON VIEW trend_weekly
IS 'Tickets a week by topic, theme, product area, segment, channel and language; name the dimension.';
COMMENT ON COLUMN trend_weekly.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN trend_weekly.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN trend_weekly.name IS 'The same for people.';
COMMENT ON COLUMN trend_weekly.week
IS 'Monday of the week the tickets were created in, in the account''s time zone.';
COMMENT ON COLUMN trend_weekly.tickets IS 'Tickets of that week.';
COMMENT ON COLUMN trend_weekly.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN trend_weekly.share
IS 'Part (0..1) of all tickets of that week that were analysed.';
COMMENT ON COLUMN trend_weekly.usual
IS 'Mean of the four weeks before; empty where the data does not reach back.';
COMMENT ON COLUMN trend_weekly.change IS 'tickets less usual.';
