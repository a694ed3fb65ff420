-- The newest alert of a subject still goes on.
UPDATE alerts SET last_on = $day
WHERE subject = $subject AND last_on < $day AND raised_on = (
    SELECT max(a.raised_on) FROM alerts AS a
    WHERE a.subject = $subject
);
