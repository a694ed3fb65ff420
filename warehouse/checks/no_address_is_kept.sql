-- A text with something like an e-mail address in it: the last line of defence behind redaction.
WITH suspects AS (
    SELECT
        'messages' AS relation,
        m.source || '/' || m.ticket_id || '/' || m.message_id AS id,
        m.text
    FROM messages AS m
    INNER JOIN tickets AS t ON m.source = t.source AND m.ticket_id = t.ticket_id
    WHERE
        ($run_id IS NULL OR t.run_id = $run_id)
        AND (contains(m.text, '@') OR contains(m.text, '＠'))
    UNION ALL
    SELECT
        'voices' AS relation,
        v.voice_id AS id,
        v.text
    FROM voices AS v
    WHERE
        ($run_id IS NULL OR v.run_id = $run_id)
        AND (contains(v.text, '@') OR contains(v.text, '＠'))
    UNION ALL
    SELECT
        'tickets' AS relation,
        t.source || '/' || t.ticket_id AS id,
        t.subject || ' ' || t.attributes::TEXT AS text
    FROM tickets AS t
    WHERE $run_id IS NULL OR t.run_id = $run_id
    UNION ALL
    SELECT
        'quarantine' AS relation,
        q.source || '/' || q.row_sha256 AS id,
        q.text || ' ' || q.detail AS text
    FROM quarantine AS q
)

SELECT
    s.relation,
    s.id
FROM suspects AS s
WHERE
    -- what stands between :// and @ names a storage container or a repository's user, no mailbox
    regexp_matches(
        regexp_replace(s.text, '://[^\s/@]{1,128}@|(git|hg|svn)@', ' ', 'g'),
        '[A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+-][@＠][A-Za-z0-9Ａ-Ｚａ-ｚ０-９-]+[.．][A-Za-zＡ-Ｚａ-ｚ]{2}'
    );
