"""How far a helpdesk has been read through its API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where reading goes on. ``connector`` names the helpdesk and its address; ``file_sha256``
    the pull this page belongs to; ``complete`` whether that pull reached the helpdesk's end."""

    connector: str
    position: str
    file_sha256: str
    complete: bool


def read_cursor(wh: Warehouse, source: str, connector: str) -> Cursor | None:
    """Where the last pull stood; None before the first."""
    values = {"source": source, "connector": connector}
    with wh.connect() as conn:
        row = conn.execute(query("source_cursor"), values).fetchone()
    return Cursor(connector, *row) if row else None


def move(conn: DuckDBPyConnection, source: str, cursor: Cursor, now: datetime) -> None:
    """Set the cursor, inside the transaction of the rows it belongs to."""
    values = {
        "source": source,
        "connector": cursor.connector,
        "position": cursor.position,
        "file_sha256": cursor.file_sha256,
        "complete": cursor.complete,
        "now": now,
    }
    conn.execute(query("move_cursor"), values)
