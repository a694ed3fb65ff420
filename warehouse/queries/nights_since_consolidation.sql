-- How many runs have analysed since the last consolidation, the one that is going on included.
SELECT count(*) AS nights
FROM runs AS r
WHERE
    (contains(r.kind, 'analyse') OR r.kind = 'nightly')
    AND coalesce(
        r.started_at > (SELECT max(c.happened_at) FROM consolidations AS c), TRUE
    );
