-- What support says. Each word has a row of its own; one that was taken back keeps its own.
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
);
