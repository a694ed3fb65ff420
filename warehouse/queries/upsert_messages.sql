-- New, changed and moved messages.
INSERT INTO messages (
    source, ticket_id, message_id, source_version, position, role, visibility, author,
    sent_at, language, text
)
SELECT i.*
FROM incoming_messages AS i
QUALIFY
    row_number() OVER (
        PARTITION BY i.source, i.ticket_id, i.message_id ORDER BY i.source_version DESC
    ) = 1
ON CONFLICT (source, ticket_id, message_id) DO UPDATE SET
    source_version = excluded.source_version,
    position = excluded.position,
    role = excluded.role,
    visibility = excluded.visibility,
    author = excluded.author,
    sent_at = excluded.sent_at,
    language = excluded.language,
    text = excluded.text;
