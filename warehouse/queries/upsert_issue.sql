-- An issue as it stands in the tracker now.
INSERT INTO issues (tracker, label, topic_uid, state, answer, pulled_at)
VALUES ($tracker, $label, $topic_uid, $state, $answer, $now)
ON CONFLICT (tracker, label) DO UPDATE SET
    topic_uid = excluded.topic_uid,
    state = excluded.state,
    answer = excluded.answer,
    pulled_at = excluded.pulled_at;
