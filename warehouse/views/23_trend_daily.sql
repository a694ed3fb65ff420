CREATE VIEW trend_daily AS
SELECT
    t.dimension,
    t.value,
    t.name,
    t.period AS day,
    t.tickets,
    t.customers,
    t.share,
    t.usual,
    t.change
FROM trends AS t
WHERE t.grain = 'day';

COMMENT ON VIEW trend_daily
IS 'Tickets a day by topic, theme, product area, segment, channel and language; name the dimension.';
COMMENT ON COLUMN trend_daily.dimension
IS 'topic, theme, product_area, segment, channel or language.';
COMMENT ON COLUMN trend_daily.value IS 'Which one: of a topic its id, of a theme its number.';
COMMENT ON COLUMN trend_daily.name IS 'The same for people.';
COMMENT ON COLUMN trend_daily.day IS 'Day the tickets were created, in the account''s time zone.';
COMMENT ON COLUMN trend_daily.tickets IS 'Tickets of that day.';
COMMENT ON COLUMN trend_daily.customers IS 'Distinct customers among them.';
COMMENT ON COLUMN trend_daily.share IS 'Part (0..1) of all tickets of that day that were analysed.';
COMMENT ON COLUMN trend_daily.usual
IS 'Mean of the same weekday in the four weeks before; empty where the data does not reach back.';
COMMENT ON COLUMN trend_daily.change IS 'tickets less usual.';
