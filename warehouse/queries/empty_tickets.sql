-- What stays of a ticket whose text is removed by age: who, when, what about; not what was said.
UPDATE tickets
SET subject = '', attributes = '{}', texts_before = $before
FROM incoming_keys AS k
WHERE tickets.source = k.source AND tickets.ticket_id = k.ticket_id;
