-- From now on nothing of these people is kept.
INSERT INTO suppressed (person_sha256, since)
SELECT
    i.id,
    $now AS since
FROM incoming_ids AS i
QUALIFY row_number() OVER (PARTITION BY i.id) = 1
ON CONFLICT DO NOTHING;
