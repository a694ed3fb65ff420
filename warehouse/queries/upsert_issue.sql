-- An issue as it stands in the tracker now.
INSERT INTO issues (label, topic_uid, tracker, state, answer, pulled_at)
VALUES ($label, $topic_uid, $tracker, $state, $answer, $now)
ON CONFLICT (label) DO UPDATE SET
    topic_uid = excluded.topic_uid,
    tracker = excluded.tracker,
    state = excluded.state,
    answer = excluded.answer,
    pulled_at = excluded.pulled_at;
