-- Tickets whose facts or messages change are to be counted anew.
INSERT INTO uncounted
SELECT
    i.source,
    i.ticket_id
FROM incoming_keys AS i;
