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
    SupportWish,
    Waiting,
    Wish,
)
from records.errors import WarehouseError
from records.issue import Said
from warehouse.row_seal import RowSeal
from warehouse.sql import query
from warehouse.store import Warehouse

_SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
    entry INTEGER PRIMARY KEY AUTOINCREMENT, asked_at INTEGER NOT NULL UNIQUE,
    wish BLOB, refused BLOB, taken INTEGER NOT NULL DEFAULT 0
)
"""
_BUSY_SECONDS = 10.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_SEALED = b"\x00sealed "  # no JSON and no reason begins so
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
            kept = self._close(_json(wish))
            return int(conn.execute(sql, (_ticks(now), kept)).lastrowid or 0)

    def entries(self) -> list[Waiting]:
        """Every decision that waits or was refused, in the order taken."""
        if not self.path.is_file():
            return []
        with self._open() as conn:
            rows = conn.execute(
                "SELECT entry, wish, asked_at, refused, taken FROM inbox"
                " WHERE wish IS NOT NULL ORDER BY entry"
            ).fetchall()
        return [
            Waiting(
                entry,
                _of_json(json.loads(self._read(wish))),
                _moment(asked_at),
                self._read(refused).decode() if refused else None,
                bool(taken),
            )
            for entry, wish, asked_at, refused, taken in rows
        ]

    def waiting(self) -> list[Waiting]:
        """Those that wait."""
        return [one for one in self.entries() if one.refused is None]

    def take(self, entry: int) -> bool:
        """Whether it still waits and may be carried out; from then on nobody can withdraw it."""
        return self._change("taken = 1 WHERE entry = ? AND wish NOT NULL", entry)

    def refuse(self, entry: int, told: str) -> None:
        """It cannot be carried out; kept with the reason until somebody has read it."""
        self._change("refused = ?, taken = 0 WHERE entry = ?", self._close(told.encode()), entry)

    def withdraw(self, entry: int) -> bool:
        """Take out one that waits or was refused; False where there is none, or it is taken."""
        gone = "wish = NULL, refused = NULL WHERE entry = ? AND wish NOT NULL AND taken = 0"
        return self._change(gone, entry)

    def forget(self, published: Iterable[Waiting]) -> None:
        """Take out what was carried out and published; what was refused stays. Their moments
        stay too, so that no later decision is ever taken for one of these."""
        for one in published:
            self._change("wish = NULL, taken = 0 WHERE entry = ? AND refused IS NULL", one.entry)

    def _change(self, what: str, *values: bytes | int) -> bool:
        """Whether one entry was changed; ``what`` is written here, never by a person."""
        with self._open() as conn, conn:
            return conn.execute(f"UPDATE inbox SET {what}", values).rowcount == 1

    def rekey(self, key: str | None) -> None:
        """Keep what waits as the warehouse is kept from now on."""
        if not self.path.is_file():
            return
        with self._open() as conn, conn:
            conn.execute("BEGIN IMMEDIATE")  # nobody decides between reading and writing
            rows = conn.execute("SELECT entry, wish, refused FROM inbox").fetchall()
            read = [
                (e, wish and self._read(wish), told and self._read(told)) for e, wish, told in rows
            ]
            self._seal = _seal(key)
            sealed = [(w and self._close(w), told and self._close(told), e) for e, w, told in read]
            conn.executemany("UPDATE inbox SET wish = ?, refused = ? WHERE entry = ?", sealed)

    def _close(self, told: bytes) -> bytes:
        return _SEALED + self._seal.close(told) if self._seal else told

    def _read(self, kept: bytes) -> bytes:
        """What was kept, sealed or not: a killed change of keys leaves the old state behind."""
        if not kept.startswith(_SEALED):
            return kept
        if self._seal is None:
            raise WarehouseError(
                f"The inbox of decisions {self.path} is encrypted and no key is set",
                next_step=_LOST,
            )
        return self._seal.open(kept.removeprefix(_SEALED))

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


def _json(wish: AnyWish) -> bytes:
    return json.dumps(_as_json(wish), ensure_ascii=False).encode()


def _as_json(wish: AnyWish) -> dict[str, Any]:
    said = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in asdict(wish).items()
    }
    return {"about": _ABOUT[type(wish)], **said}


def _of_json(kept: Mapping[str, Any]) -> AnyWish:
    said = dict(kept)
    about = said.pop("about")
    if about == "topic":
        return Wish(**said | {"kind": DecisionKind(said["kind"])})
    if about == "label":
        return LabelWish(**said)
    if about == "answer":
        at = said.get("answered_at")  # none in a file of before 2026-11-22
        words = {"kind": Said(said["kind"]), "tickets": tuple(said["tickets"])}
        moment = {"answered_at": datetime.fromisoformat(at) if at else None}
        return SupportWish(**said | words | moment)
    until = date.fromisoformat(said["until"]) if said["until"] else None
    return AlertWish(**said | {"decision": AlertDecision(said["decision"]), "until": until})


_ABOUT: dict[type[AnyWish], str] = {
    Wish: "topic", LabelWish: "label", AlertWish: "alert", SupportWish: "answer"
}  # fmt: skip
