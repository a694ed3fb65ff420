-- Customers whom the feed does not name any more.
DELETE FROM customer_feed
WHERE source = $source AND customer NOT IN (SELECT i.customer FROM incoming_customers AS i);
