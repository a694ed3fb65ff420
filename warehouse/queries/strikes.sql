-- Issues from which quotes are still to be taken, with the titles that Koe gave them.
SELECT
    e.erasure_id,
    e.label,
    e.issue_id,
    e.tickets,
    e.urls,
    coalesce(
        list(DISTINCT o.payload ->> '$.draft.summary')
        FILTER (WHERE o.payload ->> '$.draft.summary' <> ''),
        []
    ) AS titles
FROM erasure_issues AS e
LEFT JOIN outbox AS o ON e.label = o.label
WHERE e.state = 'planned'
GROUP BY e.erasure_id, e.label, e.issue_id, e.tickets, e.urls
ORDER BY e.erasure_id, e.label;
