-- A change of the product team's answer.
INSERT INTO answers (label, happened_at, answer, status, resolution)
VALUES ($label, $happened_at, $answer, $status, $resolution)
ON CONFLICT DO NOTHING;
