"""When which version of the product came out."""

from __future__ import annotations

from collections.abc import Sequence

from records.release import Release
from warehouse.arrow import registered
from warehouse.sql import query
from warehouse.store import Warehouse


def save_releases(wh: Warehouse, source: str, releases: Sequence[Release]) -> None:
    """Keep releases; telling the same ones again changes nothing."""
    rows = [(one.version, one.released_on.isoformat(), one.note) for one in releases]
    with wh.transaction() as conn, registered(conn, incoming_releases=rows):
        conn.execute(query("upsert_releases"), {"source": source})
