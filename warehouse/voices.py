"""The texts of all voices, for what must know which texts are kept."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.store import Warehouse

BATCH = 10_000


def voice_texts(wh: Warehouse) -> Iterator[str]:
    """Every text that is kept, a batch at a time."""
    with wh.connect() as conn:
        found = conn.execute("SELECT text FROM voices WHERE text <> ''")
        while rows := found.fetchmany(BATCH):
            yield from (str(text) for (text,) in rows)
