-- A voice that is not word for word in its message: quotes are verbatim or nothing.
SELECT
    v.voice_id,
    v.source,
    v.ticket_id,
    v.message_id,
    v.start,
    v.stop
FROM voices AS v
LEFT JOIN messages AS m
    ON
        v.source = m.source
        AND v.ticket_id = m.ticket_id
        AND v.message_id = m.message_id
INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
WHERE
    ($run_id IS NULL OR v.run_id = $run_id)
    AND t.content_sha256 = t.analysed_sha256
    AND (m.message_id IS NOT NULL OR t.texts_before IS NULL)
    AND v.text IS DISTINCT FROM substring(m.text, v.start + 1, v.stop - v.start);
