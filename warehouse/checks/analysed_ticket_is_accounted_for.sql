-- An analysed ticket that has neither a voice nor a reason why not, or has both.
SELECT
    t.source,
    t.ticket_id,
    t.no_voice,
    count(v.voice_id) AS voices
FROM tickets AS t
LEFT JOIN voices AS v ON t.source = v.source AND t.ticket_id = v.ticket_id
WHERE t.analysed_sha256 IS NOT NULL
GROUP BY t.source, t.ticket_id, t.no_voice
HAVING (count(v.voice_id) = 0) <> (t.no_voice IS NOT NULL);
