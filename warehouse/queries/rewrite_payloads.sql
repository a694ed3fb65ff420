-- Writes without the quotes that go.
UPDATE outbox
SET payload = i.payload::JSON
FROM incoming_payloads AS i
WHERE outbox.op_id = i.op_id;
