-- Topics of which not one voice is left: what they are called may be one person's words.
UPDATE topics
SET state = 'retired', name_ja = NULL, name_en = NULL, keywords = []
WHERE
    state = 'active'
    AND topic_uid IN (SELECT i.id FROM incoming_ids AS i)
    AND topic_uid NOT IN (
        SELECT a.topic_uid FROM assignments AS a
        WHERE a.topic_uid IS NOT NULL
    );
