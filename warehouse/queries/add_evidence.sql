-- Tickets brought forward with a word that holds already.
UPDATE support_words SET tickets = $tickets
WHERE op_id = $op_id;
