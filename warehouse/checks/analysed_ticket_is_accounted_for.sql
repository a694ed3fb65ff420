-- An analysed ticket that has neither a voice nor a reason why not, or has both.
SELECT
    t.source,
    t.ticket_id,
    t.no_voice,
    count(v.voice_id) AS voices
FROM tickets AS t
LEFT JOIN voices AS v ON t.source = v.source AND t.ticket_id = v.ticket_id
WHERE
    t.analysed_sha256 IS NOT NULL
    AND (
        $run_id IS NULL
        OR t.run_id = $run_id
        OR t.sentences_run_id = $run_id
        OR (t.source, t.ticket_id) IN (
            SELECT
                r.source,
                r.ticket_id
            FROM voices AS r
            WHERE r.run_id = $run_id
        )
    )
GROUP BY t.source, t.ticket_id, t.no_voice
HAVING (count(v.voice_id) = 0) <> (t.no_voice IS NOT NULL);
