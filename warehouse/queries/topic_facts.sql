-- One topic as it stands today.
SELECT t.*
FROM topic_today AS t
WHERE t.topic_number = $number;
