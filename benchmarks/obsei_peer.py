"""obsei's theme step on texts, run by the Python of obsei's own environment.

    <environment>/bin/python obsei_peer.py [CPU-SECONDS] < orders.json > found.json

Reads {"name": [texts]} and prints {"name": {"topics", "seconds", "cpu_seconds", "peak_mb",
"finished"}}. After so many CPU-seconds, where they are given, the step is broken off.
Imports nothing of Koe: it runs where Koe is not installed. ``Store``, ``update_themes`` and
``HashingEmbedder`` (what obsei takes where no model is installed) as its own command line does.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any


class BrokenOff(BaseException):
    """No Exception: nothing of obsei may take it for trouble of its own and go on."""


def break_off(_signal: int, _frame: FrameType | None) -> None:
    """What the timer does."""
    raise BrokenOff


def themes(texts: list[str], most: float) -> dict[str, Any]:
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
        finished = True
        signal.setitimer(signal.ITIMER_PROF, most)
        try:
            update_themes(store, HashingEmbedder(), ThemesConfig(max_records=len(texts)))
        except BrokenOff:
            finished = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds, spent = time.perf_counter() - clock, time.process_time() - cpu
        told = "SELECT record_id, theme_id FROM record_themes"
        found = dict(store._con.execute(told).fetchall() if finished else [])
    return {
        "topics": [found.get(record.id, "") for record in records],
        "seconds": seconds,
        "cpu_seconds": spent,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "finished": finished,
    }


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, break_off)
    patience = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0  # 0: no timer
    orders = json.load(sys.stdin)
    json.dump({name: themes(texts, patience) for name, texts in orders.items()}, sys.stdout)
