-- Every text of theirs that goes: subjects, attributes, messages, rows in quarantine.
SELECT t.subject AS words
FROM tickets AS t
INNER JOIN incoming_keys AS k ON t.source = k.source AND t.ticket_id = k.ticket_id
UNION ALL
SELECT t.attributes::TEXT AS words
FROM tickets AS t
INNER JOIN incoming_keys AS k ON t.source = k.source AND t.ticket_id = k.ticket_id
UNION ALL
SELECT m.text AS words
FROM messages AS m
INNER JOIN incoming_keys AS k ON m.source = k.source AND m.ticket_id = k.ticket_id
WHERE m.role = 'customer'
UNION ALL
SELECT m.text AS words
FROM messages AS m
INNER JOIN incoming_message_keys AS k
    ON m.source = k.source AND m.ticket_id = k.ticket_id AND m.message_id = k.message_id
UNION ALL
SELECT q.text AS words
FROM quarantine AS q
WHERE list_has_any(q.people, (SELECT coalesce(list(i.id), []) FROM incoming_ids AS i));
