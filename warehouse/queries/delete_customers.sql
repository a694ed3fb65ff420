-- What the account told of them.
DELETE FROM customer_feed
WHERE customer IN (SELECT i.id FROM incoming_ids AS i);
