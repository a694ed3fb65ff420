"""What encryption at rest and a rewrite cost, in processor seconds, on a made-up warehouse.

    python -m benchmarks.protection [TICKETS]

Prints one JSON object: file sizes, seconds to fill, to ask a view, to publish and to rewrite,
plain and encrypted, and for 10,000 vectors of 2 KB. Encrypted figures need the extra
``encryption``; without it they are left out.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from warehouse.rewrite import rewrite
from warehouse.sealing import Place, Sealed
from warehouse.snapshot import open_snapshot, publish
from warehouse.store import Warehouse
from warehouse.vectors import VectorCache

SYNTHETIC = Path(__file__).parents[1] / "tests" / "warehouse" / "synthetic.sql"
KEY = "a-key-for-the-benchmark-only"
VECTORS, VECTOR_BYTES = 10_000, 2_048


def main() -> None:
    """Measure and print."""
    tickets = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    keys = [None, KEY] if find_spec("duckdb_extension_httpfs") else [None]
    with tempfile.TemporaryDirectory() as folder:
        told = {
            "encrypted" if key else "plain": measured(Path(folder) / str(bool(key)), key, tickets)
            for key in keys
        }
    print(json.dumps({"tickets": tickets, **told}, indent=1))


def measured(folder: Path, key: str | None, tickets: int) -> dict[str, float]:
    """All figures of one kind of file."""
    wh = Warehouse(folder / "koe.duckdb", time_zone="Asia/Tokyo", key=key)
    target = folder / "published.duckdb"
    place: Place = Sealed(target, key) if key else target
    vectors = {f"key-{n}": os.urandom(VECTOR_BYTES) for n in range(VECTORS)}
    cache = VectorCache(folder / "vectors.sqlite", key)
    return {
        "fill": seconds(lambda: fill(wh, tickets)),
        "publish": seconds(lambda: publish(wh, target)),
        "weekly_view_with_opening": seconds(lambda: ask_weekly(place)),
        "rewrite": seconds(lambda: rewrite(wh, key=key)),
        "mb": round(wh.path.stat().st_size / 1e6, 1),
        "vectors_put": seconds(lambda: cache.put(vectors, "use")),
        "vectors_get": seconds(lambda: cache.get(vectors, "use")),
    }


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process: another's work does not count."""
    began = time.process_time()
    work()
    return round(time.process_time() - began, 2)


def fill(wh: Warehouse, tickets: int) -> None:
    """The made-up warehouse of the tests."""
    with wh.connect() as conn:
        for statement in conn.extract_statements(SYNTHETIC.read_text(encoding="utf-8")):
            conn.execute(statement.query, dict.fromkeys(statement.named_parameters, tickets))
        conn.execute("CHECKPOINT")


def ask_weekly(place: Place) -> None:
    """The view that everybody opens."""
    with open_snapshot(place) as conn:
        conn.execute("FROM topic_trend_weekly").fetchall()


if __name__ == "__main__":
    main()
