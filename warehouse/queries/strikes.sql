-- Issues from which quotes are still to be taken.
SELECT
    e.erasure_id,
    e.label,
    e.issue_id,
    e.tickets,
    e.urls
FROM erasure_issues AS e
WHERE e.state = 'planned'
ORDER BY e.erasure_id, e.label;
