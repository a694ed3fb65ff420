"""Rows that could not be loaded, for people to read and to replay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from warehouse.arrow import registered
from warehouse.sql import query
from warehouse.store import Warehouse


def quarantined(wh: Warehouse, source: str | None = None) -> list[dict[str, Any]]:
    """Rows still waiting, newest first, by column name; of one account or of all.

    Columns: source, reason, path, line, seen, detail, text (redacted), row_sha256, first_seen,
    last_seen (UTC).
    """
    with wh.connect() as conn:
        found = conn.execute(query("quarantined"), {"source": source})
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def mark_replayed(wh: Warehouse, source: str, row_sha256s: Sequence[str], now: datetime) -> None:
    """These rows were loaded after all; they stay on record but are no longer listed."""
    with (
        wh.transaction() as conn,
        registered(conn, incoming_ids=[(sha256,) for sha256 in row_sha256s]),
    ):
        conn.execute(query("mark_replayed"), {"source": source, "now": now})
