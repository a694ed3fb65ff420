"""The inbox: decisions taken while a run has the warehouse, until somebody can carry them out.

An SQLite file of its own beside the warehouse, as DuckDB lets nobody else write meanwhile. A
decision is on the disk when :meth:`Inbox.put` returns, and leaves only once it is published or
withdrawn; where the warehouse is encrypted, so is what the decision says.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from records.decision import (
    AlertDecision,
    AlertWish,
    AnyWish,
    DecisionKind,
    LabelWish,
    Waiting,
    Wish,
)
from records.errors import WarehouseError
from warehouse.row_seal import RowSeal
from warehouse.sql import query
from warehouse.store import Warehouse

_SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
    entry INTEGER PRIMARY KEY AUTOINCREMENT, asked_at INTEGER NOT NULL UNIQUE,
    wish BLOB, refused TEXT
)
"""
_BUSY_SECONDS = 10.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LOST = "set the key it was written with, or delete the inbox file and decide again"


class Inbox:
    """The inbox of the warehouse at ``warehouse``; the file is its owner's alone."""

    def __init__(self, warehouse: Path, key: str | None = None) -> None:
        self.path = warehouse.with_name(warehouse.name + ".inbox")
        self._seal = _seal(key)

    def put(self, wish: AnyWish, now: datetime) -> int:
        """Keep a decision; returns its number. Its moment is made unlike any other's."""
        sql = (
            "INSERT INTO inbox (asked_at, wish) SELECT max(?, coalesce(max(asked_at), 0) + 1), ?"
            " FROM inbox"
        )
        with self._open() as conn, conn:
            return int(conn.execute(sql, (_ticks(now), self._close(wish))).lastrowid or 0)

    def entries(self) -> list[Waiting]:
        """Every decision that waits or was refused, in the order taken."""
        if not self.path.is_file():
            return []
        with self._open() as conn:
            rows = conn.execute(
                "SELECT entry, wish, asked_at, refused FROM inbox"
                " WHERE wish IS NOT NULL ORDER BY entry"
            )
            return [Waiting(row[0], self._wish(row[1]), _moment(row[2]), row[3]) for row in rows]

    def waiting(self) -> list[Waiting]:
        """Those that wait."""
        return [one for one in self.entries() if one.refused is None]

    def refuse(self, entry: int, told: str) -> None:
        """It cannot be carried out; kept with the reason until somebody has read it."""
        with self._open() as conn, conn:
            conn.execute("UPDATE inbox SET refused = ? WHERE entry = ?", (told, entry))

    def forget(self, entries: Iterable[int]) -> int:
        """Take them out: published, withdrawn, or read; how many there were. Their moments
        stay, so that no later decision is ever taken for one of these."""
        with self._open() as conn, conn:
            sql = "UPDATE inbox SET wish = NULL, refused = NULL WHERE entry = ? AND wish NOT NULL"
            return sum(conn.execute(sql, (entry,)).rowcount for entry in entries)

    def rekey(self, key: str | None) -> None:
        """Keep what waits as the warehouse is kept from now on."""
        if not self.path.is_file():
            return
        kept = self.entries()
        self._seal = _seal(key)
        with self._open() as conn, conn:
            rows = [(self._close(one.wish), one.entry) for one in kept]
            conn.executemany("UPDATE inbox SET wish = ? WHERE entry = ?", rows)

    def _close(self, wish: AnyWish) -> bytes:
        told = json.dumps(_as_json(wish), ensure_ascii=False).encode()
        return self._seal.close(told) if self._seal else told

    def _wish(self, kept: bytes) -> AnyWish:
        return _of_json(json.loads(self._seal.open(kept) if self._seal else kept))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as conn:
            try:
                conn.execute("PRAGMA synchronous = FULL")
                conn.execute("PRAGMA secure_delete = ON")
                conn.execute(_SCHEMA)
            except sqlite3.DatabaseError as error:
                raise WarehouseError(
                    f"The inbox of decisions {self.path} cannot be used: {error}", next_step=_LOST
                ) from error
            yield conn


def is_kept(wh: Warehouse, asked_at: datetime) -> bool:
    """Whether the decision of this moment was carried out already, by a run killed before it
    could publish."""
    with wh.connect() as conn:
        return bool(conn.execute(query("decided_at"), {"asked_at": asked_at}).fetchall())


def _seal(key: str | None) -> RowSeal | None:
    return RowSeal(key, what="decision", lost=_LOST) if key else None


def _ticks(moment: datetime) -> int:
    return (moment - _EPOCH) // _TICK


def _moment(ticks: int) -> datetime:
    return _EPOCH + ticks * _TICK


def _as_json(wish: AnyWish) -> dict[str, Any]:
    until = wish.until.isoformat() if isinstance(wish, AlertWish) and wish.until else None
    said = asdict(wish) | ({"until": until} if isinstance(wish, AlertWish) else {})
    return {"about": _ABOUT[type(wish)], **said}


def _of_json(kept: Mapping[str, Any]) -> AnyWish:
    said = dict(kept)
    about = said.pop("about")
    if about == "topic":
        return Wish(**said | {"kind": DecisionKind(said["kind"])})
    if about == "label":
        return LabelWish(**said)
    until = date.fromisoformat(said["until"]) if said["until"] else None
    return AlertWish(**said | {"decision": AlertDecision(said["decision"]), "until": until})


_ABOUT: dict[type[AnyWish], str] = {Wish: "topic", LabelWish: "label", AlertWish: "alert"}
