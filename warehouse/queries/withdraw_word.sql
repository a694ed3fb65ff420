-- Take back what support said.
UPDATE support_words SET
    withdrawn_at = $withdrawn_at,
    withdrawn_by = $withdrawn_by,
    withdrawn_why = $withdrawn_why
WHERE op_id = $op_id;
