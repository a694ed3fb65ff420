-- The words go; that the customer raised the matter stays, so that trends do not change.
UPDATE voices
SET text = '', start = 0, stop = 0
WHERE
    text <> ''
    AND rowid IN (
        SELECT v.rowid
        FROM voices AS v
        INNER JOIN tickets AS t ON v.source = t.source AND v.ticket_id = t.ticket_id
        WHERE v.stop > v.start AND t.updated_at < $before
        LIMIT $most
    )
RETURNING voice_id;
