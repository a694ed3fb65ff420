-- Notes told, or to be told, to these tickets in the helpdesk.
DELETE FROM outbox
WHERE
    kind = 'helpdesk_note'
    AND issue_id IN (SELECT k.ticket_id FROM incoming_keys AS k);
