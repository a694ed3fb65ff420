"""What support says to the product team's answers, and whether it was told in the tracker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records.errors import InputError
from records.issue import Answer, Quote, Said, SupportWord
from warehouse.arrow import Row, registered
from warehouse.rows import utc
from warehouse.sealing import Place
from warehouse.snapshot import ask
from warehouse.sql import query
from warehouse.store import Warehouse

Rows = tuple[list[str], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class AnsweredTopic:
    """A topic's newest issue in the tracker in use, and its answer since ``answered_at``."""

    tracker: str
    label: str
    topic_uid: str
    answer: Answer
    answered_at: datetime
    issue_key: str


def answered_topic(wh: Warehouse, number: int) -> AnsweredTopic:
    """Raises InputError for a topic without an issue."""
    with wh.connect() as conn:
        row = conn.execute(query("answered_topic"), {"topic": number}).fetchone()
    if row is None:
        raise InputError(
            f"topic {number} has no issue in the tracker",
            expected="a topic that the product team can have answered",
            next_step="see them: koe answers list",
        )
    tracker, label, topic_uid, answer, answered_at, issue_key = row
    return AnsweredTopic(tracker, label, topic_uid, Answer(answer), utc(answered_at), issue_key)


def keep_word(wh: Warehouse, tracker: str, word: SupportWord) -> None:
    """Keep what support says (redacted text only); said twice it is one."""
    values = {
        "op_id": word.op_id,
        "tracker": tracker,
        "label": word.label,
        "topic_uid": word.topic_uid,
        "kind": word.kind.value,
        "answer": word.answer.value,
        "answered_at": word.answered_at,
        "by_whom": word.by_whom,
        "text": word.text,
        "tickets": list(word.tickets),
        "said_at": word.said_at,
    }
    with wh.transaction() as conn:
        conn.execute(query("insert_support_word"), values)


def words_said(wh: Warehouse, tracker: str) -> list[SupportWord]:
    """Everything support said in this tracker, oldest first, without quotes."""
    with wh.connect() as conn:
        rows = conn.execute(query("support_words"), {"tracker": tracker}).fetchall()
    return [_word_of(row) for row in rows]


def words_to_tell(wh: Warehouse, tracker: str) -> list[SupportWord]:
    """What the tracker does not have yet, with the quotes of the tickets brought forward."""
    told: list[SupportWord] = []
    with wh.connect() as conn:
        for row in conn.execute(query("support_words"), {"tracker": tracker}).fetchall():
            word = _word_of(row)
            if row[10] or word.kind is Said.REPLIED:
                continue
            ids: list[Row] = [(ticket,) for ticket in word.tickets]
            with registered(conn, incoming_ids=ids):
                found = conn.execute(query("support_quotes"), {"topic": word.topic_uid})
                told.append(_word_of(row, tuple(Quote(*quote) for quote in found.fetchall())))
    return told


def answers_list(snapshot: Place) -> Rows:
    """The answers as published, those that wait for somebody first."""
    return ask(snapshot, query("answers_list"))


def reply_list(snapshot: Place, topic: int | None) -> Rows:
    """Customers to be told that something shipped."""
    return ask(snapshot, query("reply_list"), {"topic": topic})


def _word_of(row: tuple[Any, ...], quotes: tuple[Quote, ...] = ()) -> SupportWord:
    return SupportWord(
        op_id=row[0],
        label=row[1],
        topic_uid=row[2],
        kind=Said(row[3]),
        answer=Answer(row[4]),
        answered_at=utc(row[5]),
        by_whom=row[6],
        text=row[7],
        said_at=utc(row[8]),
        tickets=tuple(row[9]),
        quotes=quotes,
    )
