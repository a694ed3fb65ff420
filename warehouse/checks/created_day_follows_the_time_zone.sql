-- A ticket whose day was not cut in the account's time zone.
SELECT
    t.source,
    t.ticket_id,
    t.created_at,
    t.created_day
FROM tickets AS t
WHERE
    ($run_id IS NULL OR t.run_id = $run_id)
    AND t.created_day <> timezone(
        (
            SELECT a.value FROM account AS a
            WHERE a.key = 'time_zone'
        ), t.created_at
    )::DATE;
