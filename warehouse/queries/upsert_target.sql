-- A target as the settings have it.
INSERT INTO targets (metric, wanted, hours)
VALUES ($metric, $wanted, $hours)
ON CONFLICT (metric) DO UPDATE SET wanted = excluded.wanted, hours = excluded.hours;
