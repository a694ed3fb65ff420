-- Sentences that stand in no ticket any more.
DELETE FROM sentence_counts
WHERE (source, sentence_sha256) IN (
    SELECT (c.source, c.sentence_sha256)
    FROM sentence_counts AS c
    WHERE c.sentence_sha256 IN (SELECT i.sentence_sha256 FROM incoming_sentences AS i)
    GROUP BY c.source, c.sentence_sha256
    HAVING sum(c.tickets) <= 0
);
