"""obsei's theme step on texts, run by the Python of obsei's own environment.

    <environment>/bin/python obsei_peer.py < orders.json > found.json

Reads {"name": [texts]} and prints {"name": {"topics", "seconds", "cpu_seconds", "peak_mb"}}.
Imports nothing of Koe: it runs where Koe is not installed. ``Store``, ``update_themes`` and
``HashingEmbedder`` (what obsei takes where no model is installed) as its own command line does.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any


def themes(texts: list[str]) -> dict[str, Any]:
    """A theme a text, in the order given, which is the order of arrival."""
    from obsei.core.record import Record, SourceRef
    from obsei.llm.embed import HashingEmbedder
    from obsei.store import Store
    from obsei.themes import ThemesConfig, update_themes

    began = datetime(2026, 1, 1, tzinfo=UTC)
    records = [
        Record(
            source=SourceRef(type="bench", native_id=str(at)),
            text=text,
            created_at=began + timedelta(seconds=at),
        )
        for at, text in enumerate(texts)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder) / "obsei.duckdb", allow_unencrypted=True) as store,
    ):
        for start in range(0, len(records), 500):
            store.upsert(records[start : start + 500])
        clock, cpu = time.perf_counter(), time.process_time()
        update_themes(store, HashingEmbedder(), ThemesConfig(max_records=len(texts)))
        seconds, spent = time.perf_counter() - clock, time.process_time() - cpu
        rows = store._con.execute("SELECT record_id, theme_id FROM record_themes").fetchall()
    found = dict(rows)
    return {
        "topics": [found.get(record.id, "") for record in records],
        "seconds": seconds,
        "cpu_seconds": spent,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    orders = json.load(sys.stdin)
    json.dump({name: themes(texts) for name, texts in orders.items()}, sys.stdout)
