-- Sentences that stand in at least so many tickets. Sums by a few thousand buckets come first: a
-- bucket under the bound holds no such sentence, and on a long history that leaves out nearly all
-- rows before they are grouped by their long keys (4M rows: 1.7 → 0.6 CPU-s).
WITH heavy AS (
    SELECT hash(s.sentence_sha256) % 65536 AS bucket
    FROM sentence_counts AS s
    WHERE s.source = $source
    GROUP BY hash(s.sentence_sha256) % 65536
    HAVING sum(s.tickets) >= $at_least
)

SELECT s.sentence_sha256
FROM sentence_counts AS s
WHERE
    s.source = $source
    AND hash(s.sentence_sha256) % 65536 IN (SELECT h.bucket FROM heavy AS h)
GROUP BY s.sentence_sha256
HAVING sum(s.tickets) >= $at_least;
