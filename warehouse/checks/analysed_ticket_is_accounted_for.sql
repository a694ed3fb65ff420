-- An analysed ticket that has neither a voice nor a reason why not, or has both.
WITH looked_at AS MATERIALIZED (
    SELECT
        t.source,
        t.ticket_id,
        t.no_voice
    FROM tickets AS t
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
),

said AS (
    SELECT
        v.source,
        v.ticket_id,
        count(*) AS voices
    FROM voices AS v
    WHERE v.ticket_id IN (SELECT t.ticket_id FROM looked_at AS t)
    GROUP BY v.source, v.ticket_id
)

SELECT
    t.source,
    t.ticket_id,
    t.no_voice,
    coalesce(s.voices, 0) AS voices
FROM looked_at AS t
LEFT JOIN said AS s ON t.source = s.source AND t.ticket_id = s.ticket_id
WHERE (s.voices IS NULL) <> (t.no_voice IS NOT NULL);
