-- An issue from which quotes are to be taken.
INSERT INTO erasure_issues (erasure_id, label, issue_id, tickets, urls, state, changed_at)
VALUES ($erasure_id, $label, $issue_id, $tickets, $urls, 'planned', $now)
ON CONFLICT DO NOTHING;
