-- These tickets' sentences are counted now, and never again.
UPDATE tickets
SET sentences_run_id = $run_id
FROM incoming_keys AS i
WHERE
    tickets.source = i.source
    AND tickets.ticket_id = i.ticket_id
    AND tickets.sentences_run_id IS NULL;
