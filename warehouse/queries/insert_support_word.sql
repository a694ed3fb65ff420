-- What support says; said twice it is one.
INSERT INTO support_words (
    op_id, tracker, label, topic_uid, kind, answer, answered_at, by_whom, text, tickets, said_at
)
VALUES (
    $op_id,
    $tracker,
    $label,
    $topic_uid,
    $kind,
    $answer,
    $answered_at,
    $by_whom,
    $text,
    $tickets,
    $said_at
)
ON CONFLICT (op_id) DO NOTHING;
