-- The newest voices of a topic, asked for nothing else.
SELECT k.voice_id
FROM counted_voices AS k
WHERE k.topic = $number
ORDER BY k.said_at DESC, k.voice_id ASC
LIMIT $most;
