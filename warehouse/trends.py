"""The topic table for people: reports, artifacts, the end of a run."""

from __future__ import annotations

from typing import Any

from warehouse.sql import query
from warehouse.store import Warehouse


def topic_table(wh: Warehouse, limit: int = 50) -> list[dict[str, Any]]:
    """The largest active topics of the last seven days of the data, as plain rows by column
    name: numbers, names, counts, answers; nothing a customer wrote."""
    with wh.connect() as conn:
        found = conn.execute(query("topic_table"), {"max_topics": limit})
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
