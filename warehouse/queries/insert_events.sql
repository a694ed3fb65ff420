-- What happened to tickets; told twice it still happened once.
INSERT INTO ticket_events (source, ticket_id, kind, happened_at, run_id)
SELECT
    i.source,
    i.ticket_id,
    i.kind,
    i.happened_at,
    $run_id AS run_id
FROM incoming_events AS i
QUALIFY
    row_number() OVER (
        PARTITION BY i.source, i.ticket_id, i.kind, i.happened_at
    ) = 1
ON CONFLICT DO NOTHING;
