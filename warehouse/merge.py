"""What a ticket becomes when one more row about it arrives. Pure; see ADR 0010.

The same rows give the same ticket in whatever order and in whatever batches they come (rows of
equal version excepted: there the later arrival wins, as a redaction in place must). So files
with overlapping ranges, one-row-per-message CSVs and a resumed load all end alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from records.ticket import Message, Role, Status, Ticket, Visibility

SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})
LIVE = frozenset({Status.NEW, Status.OPEN, Status.PENDING})
DEPARTED = frozenset({Status.SPAM, Status.DELETED, Status.MERGED})
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Outcome(StrEnum):
    """What became of one row."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    STALE = "stale"


@dataclass(slots=True)
class Kept:
    """A ticket as kept so far: its facts (``facts.messages`` is empty), its messages by id,
    and by message id the version of the row that told its text."""

    facts: Ticket
    messages: dict[str, Message] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def ordered(self) -> tuple[Message, ...]:
        """The messages by time (then id), numbered from 0."""
        by_time = sorted(self.messages.values(), key=lambda m: (m.sent_at, m.message_id))
        return tuple(_at(message, place) for place, message in enumerate(by_time))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a ticket after it was first seen."""

    source: str
    ticket_id: str
    kind: str
    happened_at: datetime


@dataclass(slots=True)
class Merged:
    """A ticket after some rows: what became of each row, and what happened."""

    kept: Kept
    outcomes: list[Outcome] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def merge(stored: Kept | None, rows: Iterable[Ticket]) -> Merged:
    """Fold ``rows`` of one ticket, in order of arrival, into what is stored of it.

    A row is **loaded** when it changed anything, else **stale** when it is older than what is
    kept, else **unchanged**. ``stored`` itself is left as it was.
    """
    waiting = iter(rows)
    if stored is None:
        first = next(waiting)
        merged = Merged(Kept(_facts_of(first)), [Outcome.LOADED])
        _merge_messages(merged, first)
        merged.events.clear()
    else:
        kept = Kept(stored.facts, dict(stored.messages), dict(stored.versions))
        merged = Merged(kept)
    for row in waiting:
        merged.outcomes.append(_merge_row(merged, row))
    return merged


def _merge_row(merged: Merged, row: Ticket) -> Outcome:
    before = merged.kept.facts
    older = row.source_version < before.source_version
    after = _merge_facts(before, row)
    merged.kept.facts = after
    if after.status != before.status:
        _note_status(merged, before.status, row)
    said = _merge_messages(merged, row)
    if said or _content(after) != _content(before):
        return Outcome.LOADED
    return Outcome.STALE if older else Outcome.UNCHANGED


def younger(row: Ticket, texts_before: datetime | None) -> Ticket:
    """A row about a ticket whose texts were removed by age: nothing of before comes back."""
    if texts_before is None:
        return row
    said = tuple(message for message in row.messages if message.sent_at > texts_before)
    return replace(row, subject="", attributes={}, messages=said)


def _facts_of(row: Ticket) -> Ticket:
    return replace(row, messages=(), known_names=(), customer_email=None, follow_up_of=None)


def _merge_facts(kept: Ticket, row: Ticket) -> Ticket:
    """The newest row's fields; created at the earliest, resolved and updated at the latest
    time told. A ticket opened again keeps its resolve time and counts the reopening, whether
    or not the source counts them."""
    newest = kept if row.source_version < kept.source_version else _facts_of(row)
    opened_again = kept.status in SETTLED and newest.status in LIVE
    return replace(
        newest,
        created_at=min(kept.created_at, row.created_at),
        updated_at=max(kept.updated_at, row.updated_at),
        resolved_at=max(filter(None, (kept.resolved_at, row.resolved_at)), default=None),
        reopens=max(newest.reopens, kept.reopens + opened_again),
    )


def _note_status(merged: Merged, before: Status, row: Ticket) -> None:
    after = merged.kept.facts.status
    if before in SETTLED and after in LIVE:
        _note(merged, "reopened", row)
    elif after in SETTLED and before not in SETTLED:
        _note(merged, "resolved", row)
    elif after in DEPARTED:
        _note(merged, after.value, row)


def _note(merged: Merged, kind: str, row: Ticket) -> None:
    merged.events.append(Event(row.source, row.ticket_id, kind, row.updated_at))


def _merge_messages(merged: Merged, row: Ticket) -> bool:
    """Add and replace messages by id; whether anything changed. Each message has a version of
    its own, because in a one-row-per-message CSV every row is only as new as its message."""
    changed = [_merge_message(merged, row, message) for message in row.messages]
    return any(changed)


def _merge_message(merged: Merged, row: Ticket, message: Message) -> bool:
    """A newer row that says the same still moves the version: else a row in between, coming
    late, would bring back a text that was corrected and corrected again."""
    kept, key = merged.kept, message.message_id
    told = message if message.language else replace(message, language="other")
    known = kept.messages.get(key)
    if known is not None and row.source_version < kept.versions[key]:
        return False
    kept.versions[key] = row.source_version
    if known is not None and known == _at(told, known.position):
        return False
    if known is not None and known.text != told.text:
        _note(merged, "text_changed", row)
    kept.messages[key] = told
    return True


def _at(message: Message, place: int) -> Message:
    """The message with its place; mostly it has it already, and a copy costs ten times as much."""
    return message if message.position == place else replace(message, position=place)


def _content(facts: Ticket) -> Ticket:
    """What counts as content: not how new the row is, nor when the source last touched it."""
    return replace(facts, source_version=0, updated_at=_NEVER)


def content_sha256(facts: Ticket, messages: Iterable[Message]) -> str:
    """Hash over all that is kept of a ticket and its (ordered) messages.

    ``source_version`` and ``updated_at`` stay out: they move when nothing was said, and would
    have every ticket of a nightly full export analysed again.
    """
    ticket = [
        facts.source,
        facts.ticket_id,
        facts.status.value,
        facts.subject,
        facts.channel,
        facts.customer,
        facts.organisation,
        facts.segment,
        facts.assignee,
        facts.product_area,
        facts.version,
        list(facts.tags),
        sorted(facts.attributes.items()),
        _number(facts.csat),
        facts.reopens,
        _number(facts.first_reply_minutes),
        facts.url,
        _micros(facts.created_at),
        _micros(facts.resolved_at) if facts.resolved_at else None,
    ]
    said = [_message_content(message) for message in messages]
    text = json.dumps([ticket, said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _message_content(message: Message) -> list[object]:
    return [
        message.message_id,
        message.role.value,
        message.visibility.value,
        message.author,
        _micros(message.sent_at),
        message.language or "other",
        message.text,
    ]


def ticket_language(messages: Iterable[Message]) -> str:
    """The language of the first public message of the customer, ``other`` without one."""
    for message in messages:
        if message.role is Role.CUSTOMER and message.visibility is Visibility.PUBLIC:
            return message.language or "other"
    return "other"


def _number(value: float | None) -> float | None:
    """5 and 5.0 are one number, before the database and after."""
    return None if value is None else float(value)


def _micros(moment: datetime) -> int:
    """Microseconds since 1970, so that the same instant hashes alike in every zone."""
    since = moment - _NEVER
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
