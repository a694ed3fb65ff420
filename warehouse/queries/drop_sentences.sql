-- One ticket less for each sentence of the tickets that go; what stood only in them goes itself.
INSERT INTO sentence_counts (source, sentence_sha256, tickets, run_id)
SELECT
    i.source,
    i.sentence_sha256,
    -count(DISTINCT i.ticket_id) AS tickets,
    $run_id AS run_id
FROM incoming_sentences AS i
INNER JOIN tickets AS t
    ON i.source = t.source AND i.ticket_id = t.ticket_id
WHERE t.sentences_run_id IS NOT NULL
GROUP BY i.source, i.sentence_sha256;
