-- The quotes of alerts, by voice id; a voice that was erased since is simply missing.
SELECT
    v.voice_id,
    v.text,
    v.language,
    timezone($time_zone, v.said_at)::DATE AS said_on,
    v.ticket_id,
    t.url,
    t.segment,
    t.version
FROM voices AS v
INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
WHERE v.voice_id IN (
    SELECT one.voice_id FROM (SELECT unnest($voice_ids::TEXT[]) AS voice_id) AS one
);
