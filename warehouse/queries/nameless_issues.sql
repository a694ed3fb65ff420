-- An issue of before trackers had names that stands at this address.
SELECT i.label
FROM issues AS i
WHERE i.tracker = $kind AND starts_with(i.state ->> 'url', $url)
ORDER BY i.label
LIMIT 1;
