"""What is still to be analysed, and what analysis found: voices, labels, assignments.

The cost of each call grows with its batch; of the history only key columns are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from records.ticket import Message, Role, Ticket, Visibility
from records.topic import Assignment
from records.voice import Label, Voice
from warehouse.arrow import Row, registered
from warehouse.counts import mark_tickets
from warehouse.labels import label_row
from warehouse.merge import content_sha256
from warehouse.rows import message_of, ticket_of
from warehouse.sentences import counted_tickets, raise_sentence_counts, recurring_sentences
from warehouse.sql import query
from warehouse.store import Warehouse
from warehouse.topics import (
    assignment_row,
    exemplar_texts,
    main_topics,
    newly_waiting,
    next_topic_number,
    nights_since_consolidation,
    pool,
    save_consolidation,
    save_discovery,
    save_split,
    topic_sizes,
    topics,
    voice_customers,
    voice_sample,
    voices_of,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "Analysed",
    "NoVoice",
    "counted_tickets",
    "exemplar_texts",
    "main_topics",
    "newly_waiting",
    "next_topic_number",
    "nights_since_consolidation",
    "pending_tickets",
    "pool",
    "raise_sentence_counts",
    "recurring_sentences",
    "retract_departed",
    "save_analysis",
    "save_consolidation",
    "save_discovery",
    "save_split",
    "topic_sizes",
    "topics",
    "voice_customers",
    "voice_sample",
    "voices_of",
]


class NoVoice(StrEnum):
    """Why an analysed ticket has no voice, so that every ticket is accounted for."""

    BOILERPLATE = "boilerplate"  # greetings, signatures and quoted history only
    EMPTY = "empty"  # the customer wrote nothing at all


@dataclass(frozen=True, slots=True)
class Analysed:
    """What analysis found in a batch of tickets, exactly as :func:`pending_tickets` gave them
    (their messages decide ``analysed_sha256``). Every voice has an assignment."""

    tickets: Sequence[Ticket]
    voices: Sequence[Voice]
    labels: Sequence[Label]
    assignments: Sequence[Assignment]


def pending_tickets(
    wh: Warehouse,
    *,
    now: datetime,
    settle_hours: float,
    limit: int,
    uncounted_only: bool = False,
) -> list[tuple[Ticket, tuple[Message, ...]]]:
    """The next tickets to analyse, in canonical order (source, created_at, ticket_id).

    The resolved set: resolved or closed, at least one public customer message, resolved (or,
    where no one says when, last updated) ``settle_hours`` before ``now`` or earlier, and not
    yet analysed as it stands. ``ticket.messages`` holds the same messages as the pair.
    ``uncounted_only`` leaves out tickets whose sentences were counted, for the counting pass.
    """
    values = {
        "settled_before": now - timedelta(hours=settle_hours),
        "uncounted_only": uncounted_only,
        "max_tickets": limit,
    }
    with wh.connect() as conn:
        rows = conn.execute(query("pending_tickets"), values).fetchall()
        said = _messages(conn, [(row[0], row[1]) for row in rows])
    found = [(row, tuple(said[row[0], row[1]])) for row in rows]
    return [(ticket_of(row, messages), messages) for row, messages in found]


def _messages(
    conn: DuckDBPyConnection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], list[Message]]:
    said: dict[tuple[str, str], list[Message]] = {key: [] for key in keys}
    with registered(conn, incoming_keys=keys):
        for row in conn.execute(query("touched_messages")).fetchall():
            said[row[0], row[1]].append(message_of(row))
    return said


def save_analysis(wh: Warehouse, run_id: str, batch: Analysed) -> None:
    """Put a batch's findings in the place of what those tickets had before, in one transaction.

    A voice that is still there keeps its topic, if it has one: a night assigns what is new and
    never moves what people have seen. Saving the same batch twice changes nothing.
    """
    keys = [(ticket.source, ticket.ticket_id) for ticket in batch.tickets]
    with wh.transaction() as conn:
        with registered(conn, incoming_keys=keys):
            before = {str(row[0]) for row in conn.execute(query("touched_voices")).fetchall()}
        staying = {voice.voice_id for voice in batch.voices}
        _delete(conn, before - staying, "labels", "assignments", "voices")
        _delete(conn, before & staying, "labels")
        _save_voices(conn, run_id, batch, before & staying)
        with registered(conn, incoming_analysed=list(_analysed_rows(batch))):
            conn.execute(query("mark_analysed"))
        mark_tickets(conn, keys)


def retract_departed(wh: Warehouse) -> int:
    """Take back the voices of tickets that are now spam, deleted or merged; how many.

    Those were never a customer's own ticket, or are one no longer, so they stop counting at
    once. A ticket that was merely opened again keeps its voices: a real customer said them,
    and they are cut anew when it is resolved again.
    """
    with wh.transaction() as conn:
        departed = {str(row[0]) for row in conn.execute(query("departed_voices")).fetchall()}
        _delete(conn, departed, "labels", "assignments", "voices")
        conn.execute(query("forget_departed"))
    return len(departed)


def _delete(conn: DuckDBPyConnection, voice_ids: Iterable[str], *tables: str) -> None:
    gone: list[Row] = [(voice_id,) for voice_id in voice_ids]
    if not gone:
        return
    with registered(conn, incoming_ids=gone):
        for table in tables:
            conn.execute(query(f"delete_{table}"))


def _save_voices(
    conn: DuckDBPyConnection, run_id: str, batch: Analysed, known: AbstractSet[str]
) -> None:
    """``known`` voices are brought up to date, the others are new."""
    with registered(
        conn,
        incoming_ids=[(voice_id,) for voice_id in known],
        incoming_voices=[_voice_row(voice) for voice in batch.voices],
        incoming_labels=[label_row(label) for label in batch.labels],
        incoming_labelled=[(voice.voice_id,) for voice in batch.voices],
        incoming_assignments=[assignment_row(assignment) for assignment in batch.assignments],
    ):
        conn.execute(query("insert_voices"), {"run_id": run_id})
        conn.execute(query("insert_labels"))
        conn.execute(query("insert_assignments"), {"run_id": run_id})
        if known:
            conn.execute(query("update_voices"))
            with registered(conn, incoming_sources=[]):
                conn.execute(query("move_voices"), {"run_id": run_id})


def _voice_row(voice: Voice) -> Row:
    return (
        voice.voice_id,
        voice.source,
        voice.ticket_id,
        voice.message_id,
        voice.start,
        voice.stop,
        voice.text,
        voice.language,
        voice.kind.value,
        voice.said_at,
        voice.opening,
    )


def _analysed_rows(batch: Analysed) -> Iterable[Row]:
    """The hash is of the content that *was* analysed: what landed meanwhile stays work."""
    with_voice = {(voice.source, voice.ticket_id) for voice in batch.voices}
    for ticket in batch.tickets:
        silent = (ticket.source, ticket.ticket_id) not in with_voice
        reason = _why_silent(ticket.messages) if silent else None
        yield (
            ticket.source,
            ticket.ticket_id,
            content_sha256(ticket, ticket.messages),
            reason,
        )


def _why_silent(messages: Iterable[Message]) -> NoVoice:
    said = any(
        message.text.strip()
        for message in messages
        if message.role is Role.CUSTOMER and message.visibility is Visibility.PUBLIC
    )
    return NoVoice.BOILERPLATE if said else NoVoice.EMPTY
