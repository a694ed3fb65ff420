-- By what other pseudonym they were known.
DELETE FROM customer_aliases
WHERE
    alias IN (SELECT i.id FROM incoming_ids AS i)
    OR customer IN (SELECT i.id FROM incoming_ids AS i);
