"""Rows of an export into tickets and messages: one batch, one transaction.

Tickets arrive redacted and pseudonymised. Everything a batch changes (tickets, messages,
events, quarantine, how far the file has been read) is committed together, so after ``kill -9``
the next run goes on after the last committed row and ends with the same tables and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from records.errors import ReconciliationError, WarehouseError
from records.ticket import LoadCounts, Message, QuarantinedRow, SourceFile, Ticket
from warehouse.arrow import Row, registered
from warehouse.counts import mark_tickets
from warehouse.cursors import Cursor, move
from warehouse.merge import Kept, Merged, Outcome, content_sha256, merge, ticket_language, younger
from warehouse.people import keep_relations, without_suppressed
from warehouse.quarantine import mark_replayed, quarantined
from warehouse.rows import maybe_utc, message_of, message_row, ticket_of, ticket_row
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "FileProgress",
    "begin_file",
    "finish_file",
    "land",
    "mark_replayed",
    "quarantined",
]

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far a file has been read. ``state`` is loading | done | failed; a load resumes
    after ``last_line``. ``counts`` are of all its batches so far."""

    state: str
    last_line: int
    counts: LoadCounts


def begin_file(
    wh: Warehouse, run_id: str, source: str, file: SourceFile, now: datetime
) -> FileProgress:
    """Register a file by its content; says where to go on. ``done`` means: skip it.

    A file that failed before starts again from its first row, with counts from zero.
    """
    values = {
        "source": source,
        "file_sha256": file.sha256,
        "path": file.path,
        "size": file.size,
        "run_id": run_id,
        "now": now,
    }
    with wh.transaction() as conn:
        conn.execute(query("begin_file"), values)
        return _progress(conn, source, file)


def finish_file(
    wh: Warehouse, source: str, file: SourceFile, now: datetime, *, failed: bool = False
) -> FileProgress:
    """Mark a file as read to its end, or (``failed``) as given up: too many bad rows."""
    state = "failed" if failed else "done"
    values = {"source": source, "file_sha256": file.sha256, "now": now, "state": state}
    with wh.transaction() as conn:
        conn.execute(query("finish_file"), values)
        return _progress(conn, source, file)


def land(
    wh: Warehouse,
    run_id: str,
    source: str,
    file: SourceFile,
    tickets: Sequence[Ticket],
    quarantined: Sequence[QuarantinedRow],
    last_line: int,
    counts_read: int,
    now: datetime,
    cursor: Cursor | None = None,
) -> LoadCounts:
    """Land one batch of a file on which :func:`begin_file` was called; returns its counts.

    ``cursor`` is where an API's page ends: it moves in the same transaction. One ``Ticket`` is
    one row read: a ticket id may come several times (one row per message).
    Raises :class:`ReconciliationError`, with nothing written, unless ``counts_read`` is the
    number of tickets and quarantined rows handed over.
    """
    if counts_read != len(tickets) + len(quarantined):
        raise ReconciliationError(
            f"{counts_read} rows were read of {file.path} up to row {last_line}, but "
            f"{len(tickets)} tickets and {len(quarantined)} bad rows were handed over.",
            expected="every row read to be one or the other",
        )
    with wh.transaction() as conn:
        kept, bad = without_suppressed(conn, tickets, quarantined)
        merged = _merge_with_stored(conn, kept)
        _write(conn, merged, run_id=run_id, time_zone=wh.time_zone, now=now)
        keep_relations(conn, kept)
        _write_quarantine(conn, bad, now)
        left_out = len(tickets) - len(kept) + len(quarantined) - len(bad)
        counts = _counts(merged, len(bad), left_out, counts_read)
        _advance(conn, run_id, source, file, last_line, counts, now)
        if cursor is not None:
            move(conn, source, cursor, now)
    return counts


@dataclass(frozen=True, slots=True)
class _Stored:
    """A ticket as it stands in the warehouse."""

    kept: Kept
    content_sha256: str
    texts_before: datetime | None


@dataclass(frozen=True, slots=True)
class _Touched:
    """One ticket of a batch: as stored before it, and merged with the batch's rows, its
    ``messages`` in order."""

    stored: _Stored | None
    merged: Merged
    messages: tuple[Message, ...]


def _merge_with_stored(conn: DuckDBPyConnection, tickets: Sequence[Ticket]) -> list[_Touched]:
    rows: dict[Key, list[Ticket]] = {}
    for ticket in tickets:
        rows.setdefault((ticket.source, ticket.ticket_id), []).append(ticket)
    stored = _stored(conn, rows)
    return [_touched(stored.get(key), told) for key, told in rows.items()]


def _touched(stored: _Stored | None, told: Sequence[Ticket]) -> _Touched:
    rows = [younger(row, stored.texts_before) for row in told] if stored else told
    merged = merge(stored.kept if stored else None, rows)
    return _Touched(stored, merged, merged.kept.ordered())


def _stored(conn: DuckDBPyConnection, keys: Iterable[Key]) -> dict[Key, _Stored]:
    with registered(conn, incoming_keys=list(keys)):
        tickets = conn.execute(query("touched_tickets")).fetchall()
        messages = conn.execute(query("touched_messages")).fetchall()
    found = {
        (row[0], row[1]): _Stored(Kept(ticket_of(row)), str(row[21]), maybe_utc(row[22]))
        for row in tickets
    }
    for row in messages:
        kept, message = found[row[0], row[1]].kept, message_of(row)
        kept.messages[message.message_id] = message
        kept.versions[message.message_id] = row[3]
    return found


def _write(
    conn: DuckDBPyConnection,
    touched: Sequence[_Touched],
    *,
    run_id: str,
    time_zone: str,
    now: datetime,
) -> None:
    tickets, versions = _ticket_rows(touched)
    messages, message_versions = _message_rows(touched)
    events: list[Row] = [
        (event.source, event.ticket_id, event.kind, event.happened_at)
        for one in touched
        for event in one.merged.events
    ]
    with registered(
        conn,
        incoming_tickets=tickets,
        incoming_versions=versions,
        incoming_messages=messages,
        incoming_message_versions=message_versions,
        incoming_events=events,
    ):
        landed = {"time_zone": time_zone, "now": now, "run_id": run_id}
        conn.execute(query("upsert_tickets"), landed)
        if versions:
            conn.execute(query("move_versions"))
        if message_versions:
            conn.execute(query("move_message_versions"))
        conn.execute(query("upsert_messages"))
        conn.execute(query("insert_events"), {"run_id": run_id})
    mark_tickets(conn, sorted({(str(row[0]), str(row[1])) for row in (*tickets, *messages)}))


def _ticket_rows(touched: Sequence[_Touched]) -> tuple[list[Row], list[Row]]:
    """Rows whose content changed, and rows of which only the version moved."""
    changed: list[Row] = []
    moved: list[Row] = []
    for one in touched:
        facts, messages = one.merged.kept.facts, one.messages
        sha256 = content_sha256(facts, messages)
        if one.stored is None or sha256 != one.stored.content_sha256:
            changed.append(ticket_row(facts, sha256, ticket_language(messages)))
        elif facts != one.stored.kept.facts:
            moved.append((facts.source, facts.ticket_id, facts.source_version, facts.updated_at))
    return changed, moved


def _message_rows(touched: Sequence[_Touched]) -> tuple[list[Row], list[Row]]:
    """Messages that are new or no longer as stored, their place in the ticket included, and
    messages of which only the version moved."""
    changed: list[Row] = []
    moved: list[Row] = []
    for one in touched:
        facts, versions = one.merged.kept.facts, one.merged.kept.versions
        before = one.stored.kept if one.stored else Kept(facts)
        for message in one.messages:
            key = message.message_id
            if before.messages.get(key) != message:
                changed.append(message_row(facts.source, facts.ticket_id, message, versions[key]))
            elif before.versions[key] != versions[key]:
                moved.append((facts.source, facts.ticket_id, key, versions[key]))
    return changed, moved


def _write_quarantine(
    conn: DuckDBPyConnection, bad: Sequence[QuarantinedRow], now: datetime
) -> None:
    rows: list[Row] = [
        (
            *(r.row_sha256, r.source, r.file_sha256, r.path, r.line),
            *(r.reason.value, r.detail, r.text, list(r.people)),
        )
        for r in bad
    ]
    with registered(conn, incoming_quarantine=rows):
        conn.execute(query("upsert_quarantine"), {"now": now})


def _counts(
    touched: Sequence[_Touched], quarantined: int, suppressed: int, read: int
) -> LoadCounts:
    """What became of a batch. Raises ReconciliationError where not every row became something."""
    outcomes = [outcome for one in touched for outcome in one.merged.outcomes]
    counts = LoadCounts(
        read=read,
        loaded=outcomes.count(Outcome.LOADED),
        unchanged=outcomes.count(Outcome.UNCHANGED),
        stale=outcomes.count(Outcome.STALE),
        quarantined=quarantined,
        suppressed=suppressed,
    )
    if not counts.reconciles:
        raise ReconciliationError(f"{read} rows were read, and of them became: {counts}")
    return counts


def _advance(
    conn: DuckDBPyConnection,
    run_id: str,
    source: str,
    file: SourceFile,
    last_line: int,
    counts: LoadCounts,
    now: datetime,
) -> None:
    values = {
        "source": source,
        "file_sha256": file.sha256,
        "run_id": run_id,
        "read": counts.read,
        "loaded": counts.loaded,
        "unchanged": counts.unchanged,
        "stale": counts.stale,
        "quarantined": counts.quarantined,
        "suppressed": counts.suppressed,
    }
    where = {"last_line": last_line, "now": now}
    if conn.execute(query("advance_file"), values | where).fetchone() is None:
        raise WarehouseError(
            f"{file.path} was never begun for {source!r}.",
            expected="begin_file before land: it says after which row to go on",
        )
    conn.execute(query("advance_run_file"), values | {"path": file.path})


def _progress(conn: DuckDBPyConnection, source: str, file: SourceFile) -> FileProgress:
    values = {"source": source, "file_sha256": file.sha256}
    row = conn.execute(query("file_progress"), values).fetchone()
    if row is None:
        raise WarehouseError(f"{file.path} was never begun for {source!r}.")
    return FileProgress(state=row[0], last_line=row[1], counts=LoadCounts(*row[2:]))
