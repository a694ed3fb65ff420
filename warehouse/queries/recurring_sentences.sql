-- Sentences that stand in at least so many tickets.
SELECT s.sentence_sha256
FROM sentence_counts AS s
WHERE s.source = $source
GROUP BY s.sentence_sha256
HAVING sum(s.tickets) >= $at_least;
