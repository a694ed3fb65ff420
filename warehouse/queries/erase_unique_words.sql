-- Of these words those that stand in nothing that stays. Run after the deletion.
WITH kept AS (
    SELECT m.text FROM messages AS m
    UNION ALL
    SELECT t.subject || ' ' || t.attributes::TEXT AS text FROM tickets AS t
    UNION ALL
    SELECT coalesce(p.name_ja, '') || ' ' || coalesce(p.name_en, '') AS text FROM topics AS p
    UNION ALL
    SELECT q.text || ' ' || q.detail AS text FROM quarantine AS q
)

SELECT i.id
FROM incoming_ids AS i
WHERE NOT EXISTS (SELECT 1 FROM kept AS k WHERE contains(k.text, i.id))
ORDER BY length(i.id) DESC, i.id ASC
LIMIT $most;
