-- Subjects whose counts were told of as rising since a day.
SELECT DISTINCT a.subject
FROM alerts AS a
WHERE a.kind <> 'target' AND a.last_on >= $since;
