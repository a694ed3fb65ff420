"""What support says to the product team's answers, and whether it was told in the tracker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records.decision import SupportWish
from records.errors import InputError
from records.issue import Answer, Quote, Said, SupportWord
from warehouse.arrow import Row, registered
from warehouse.rows import utc
from warehouse.sealing import Place
from warehouse.snapshot import ask
from warehouse.sql import query
from warehouse.store import Warehouse

Rows = tuple[list[str], list[tuple[Any, ...]]]
_SAME = ("tracker", "label", "kind", "answered_at", "text", "said_at")
_KEPT = ("op_id", "label", "topic_uid", "answered_at", "by_whom", "text", "said_at")


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
    """Keep what support says (redacted text only).

    Said again while it holds it is one word with the tickets of both. Words that were taken back,
    and tickets that come after the product team has the word, make a new one. Whether a word holds
    is asked of the moment of saying, so that a decision carried out by a run that was killed
    changes nothing when it comes again.
    """
    values = {name: getattr(word, name) for name in _KEPT} | {
        "tracker": tracker,
        "kind": word.kind.value,
        "answer": word.answer.value,
    }
    with wh.transaction() as conn:
        asked = {name: values[name] for name in _SAME}
        held = conn.execute(query("words_held"), asked).fetchall()
        known = {ticket for _, tickets, _ in held for ticket in tickets}
        fresh = [ticket for ticket in word.tickets if ticket not in known]
        waiting = next(((op_id, had) for op_id, had, is_told in held if not is_told), None)
        if waiting is not None and fresh:
            more = {"op_id": waiting[0], "tickets": [*waiting[1], *fresh]}
            conn.execute(query("add_evidence"), more)
        elif fresh or not held:
            conn.execute(query("insert_support_word"), values | {"tickets": fresh})


def refuse_foreign_tickets(
    wh: Warehouse, answered: AnsweredTopic, number: int, tickets: Sequence[str]
) -> None:
    """Raises InputError where one of them says nothing about the topic: it would be no evidence."""
    ids: list[Row] = [(ticket,) for ticket in tickets]
    with wh.connect() as conn, registered(conn, incoming_ids=ids):
        found = conn.execute(query("foreign_tickets"), {"topic": answered.topic_uid}).fetchall()
    if found:
        raise InputError(
            f"{', '.join(ticket for (ticket,) in found)} says nothing about topic {number}",
            expected="tickets of this topic as evidence",
            next_step=f"see them: koe topics show {number}",
        )


def withdraw_word(wh: Warehouse, wish: SupportWish, asked_at: datetime) -> None:
    """Take back the word that was meant (``wish.op_id``), else the newest of its kind that was said
    before ``asked_at``. One that is taken back already stays so.

    Raises InputError where there is none, or the product team has it already.
    """
    with wh.transaction() as conn:
        asked = {"op_id": wish.op_id, "topic": wish.topic, "kind": wish.kind.value}
        row = conn.execute(query("newest_word"), asked | {"asked_at": asked_at}).fetchone()
        if row is None:
            raise InputError(
                f"nothing that support said holds as {wish.kind} of topic {wish.topic}",
                next_step="see what was said: koe answers list",
            )
        op_id, issue_key, is_told, is_withdrawn = row
        if is_withdrawn:
            return
        if is_told:
            raise InputError(
                f"{issue_key} tells it already, and a note in a tracker is not taken back",
                next_step="write a comment there",
            )
        values = {"op_id": op_id, "withdrawn_at": asked_at, "withdrawn_by": wish.by}
        conn.execute(query("withdraw_word"), values | {"withdrawn_why": wish.why})


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


def published_answer(snapshot: Place, topic: int) -> tuple[str, datetime | None]:
    """Label and moment of a topic's newest answer as people see it; ("", None) where none is."""
    _, rows = ask(snapshot, query("answered_topic"), {"topic": topic})
    return (rows[0][1], utc(rows[0][4])) if rows else ("", None)


def published_word(snapshot: Place, topic: int, kind: Said, now: datetime) -> str:
    """The id of the newest word of a kind that holds, as people see it; empty where none does."""
    asked = {"topic": topic, "kind": kind.value, "op_id": "", "asked_at": now}
    _, rows = ask(snapshot, query("newest_word"), asked)
    return str(rows[0][0]) if rows else ""


def answers_list(snapshot: Place, topic: int | None = None) -> Rows:
    """The answers as published, those that wait for somebody first."""
    return ask(snapshot, query("answers_list"), {"topic": topic})


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
