"""Campaigns, incidents and releases that move the number of contacts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from records.event import ProductEvent
from warehouse.sealing import Place
from warehouse.snapshot import ask
from warehouse.sql import query
from warehouse.store import Warehouse


def save_events(wh: Warehouse, source: str, events: Sequence[ProductEvent]) -> None:
    """Keep events; telling the same ones again changes nothing but their end and note."""
    with wh.transaction() as conn:
        for event in events:
            conn.execute(query("upsert_event"), _values(source, event))


def events_of(snapshot: Place) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of every event and release, the newest first."""
    return ask(
        snapshot,
        "SELECT kind, name, began_on, ended_on, note FROM product_events"
        " ORDER BY began_on DESC, kind, name",
    )


def _values(source: str, event: ProductEvent) -> dict[str, object]:
    told = f"{source}|{event.kind}|{event.name}|{event.began_on.isoformat()}"
    return {
        "event_id": hashlib.sha256(told.encode()).hexdigest()[:16],
        "source": source,
        "kind": event.kind.value,
        "name": event.name,
        "began_on": event.began_on,
        "ended_on": event.ended_on,
        "note": event.note,
    }
