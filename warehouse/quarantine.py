"""Rows that could not be loaded, for people to read and to replay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from records.ticket import QuarantinedRow, Reason
from warehouse.arrow import registered
from warehouse.sql import query
from warehouse.store import Warehouse


def quarantined_rows(wh: Warehouse, source: str | None = None) -> list[QuarantinedRow]:
    """Rows still waiting, oldest first; of one account or of all."""
    with wh.connect() as conn:
        found = conn.execute(query("quarantined_rows"), {"source": source}).fetchall()
    return [
        QuarantinedRow(
            source=row[0],
            file_sha256=row[1],
            path=row[2],
            line=row[3],
            reason=Reason(row[4]),
            detail=row[5],
            text=row[6],
            row_sha256=row[7],
        )
        for row in found
    ]


def mark_replayed(
    wh: Warehouse, source: str, row_sha256s: Sequence[str], now: datetime
) -> None:
    """These rows were loaded after all; they stay on record but are no longer listed."""
    with (
        wh.transaction() as conn,
        registered(conn, incoming_ids=[(sha256,) for sha256 in row_sha256s]),
    ):
        conn.execute(query("mark_replayed"), {"source": source, "now": now})
