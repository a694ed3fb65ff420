"""The twenty queries of docs/queries.md on a million tickets and three million voices.

    .venv/bin/python -m benchmarks.analyst_queries [--tickets 1000000] [--folder /tmp/analyst]

Makes a synthetic warehouse (tests/warehouse/synthetic.sql, three voices a ticket) unless the folder
holds one, publishes it, and prints the seconds of each query: the first run and the best of the
three after it, on two threads, through the same read-only door as `koe sql`; and the processor
seconds of that best run, which tell more on a busy machine.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from warehouse.snapshot import open_snapshot, publish
from warehouse.store import Warehouse

ROOT = Path(__file__).parents[1]
SYNTHETIC = ROOT / "tests" / "warehouse" / "synthetic.sql"
BESIDES = ROOT / "tests" / "warehouse" / "synthetic_besides.sql"
LIMIT_SECONDS = 1.0


def queries() -> list[tuple[str, str]]:
    """Heading and text of each query of the page."""
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    return re.findall(r"## (\d+\. [^\n]+)\n.*?```sql\n(.*?)```", page, re.DOTALL)


def build(folder: Path, tickets: int) -> Path:
    """The snapshot of a synthetic warehouse; made once."""
    snapshot = folder / "published.duckdb"
    if snapshot.exists():
        return snapshot
    wh = Warehouse(folder / "koe.duckdb", time_zone="Asia/Tokyo")
    text = SYNTHETIC.read_text(encoding="utf-8").replace("range(2) AS v (n)", "range(3) AS v (n)")
    with wh.connect() as conn:
        for statement in conn.extract_statements(text + BESIDES.read_text(encoding="utf-8")):
            conn.execute(statement.query, dict.fromkeys(statement.named_parameters, tickets))
    publish(wh, snapshot)
    return snapshot


def main(arguments: list[str] | None = None) -> None:
    """Print one row a query; exit code 1 where one is slower than a second when warm."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args(arguments)
    folder = options.folder or Path(mkdtemp(prefix="koe-analyst-"))
    folder.mkdir(parents=True, exist_ok=True)
    slow = 0
    with open_snapshot(build(folder, options.tickets)) as conn:
        conn.execute("SET threads = 2")
        print("| query | rows | first | warm | CPU-s |\n|---|---:|---:|---:|---:|")
        for title, sql in queries():
            spent = []
            for _ in range(4):
                began, cpu = time.perf_counter(), time.process_time()
                rows = conn.execute(sql).fetchall()
                spent.append((time.perf_counter() - began, time.process_time() - cpu))
            first, (warm, cpu) = spent[0][0], min(spent[1:])
            slow += warm > LIMIT_SECONDS
            told = f"{first:.2f} s | {warm:.2f} s | {cpu:.2f}"
            print(f"| {title} | {len(rows)} | {told} |", flush=True)
    print(f"{slow} slower than {LIMIT_SECONDS} s; the warehouse is in {folder}", file=sys.stderr)
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
