"""A night of landing, to be killed: python landing_child.py WAREHOUSE."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from records.ticket import (
    Message,
    QuarantinedRow,
    Reason,
    Role,
    SourceFile,
    Status,
    Ticket,
    Visibility,
)
from warehouse.landing import begin_file, finish_file, land
from warehouse.store import Warehouse

NIGHT = datetime(2026, 10, 5, 20, 0, tzinfo=UTC)
FILES, ROWS, BATCH = 2, 280, 40


def row(file: int, line: int) -> Ticket | QuarantinedRow:
    """Line ``line`` of a file: overlapping tickets, several messages each, some bad rows."""
    if line % 37 == 0:
        sha = f"bad-{line % 74}"
        return QuarantinedRow(
            "z", f"file-{file}", f"/exports/{file}", line, Reason.BAD_JSON, "", "{", sha
        )
    number = (line * 7) % 150
    at = NIGHT - timedelta(days=9) + timedelta(hours=number, minutes=line + 1000 * file)
    status = Status.OPEN if (line + file) % 11 == 0 else Status.RESOLVED
    text = f"行 {line} のアプリが落ちます / line {line} crashes"
    message = Message(f"{number}-{line}", 0, Role.CUSTOMER, Visibility.PUBLIC, at, text)
    version = file * 1000 + line
    return Ticket("z", str(number), version, status, at, at, (message,), resolved_at=at)


def night(wh: Warehouse) -> Iterator[int]:
    """Land every file, batch by batch, from wherever an earlier night stopped."""
    for number in range(FILES):
        file = SourceFile(f"/exports/{number}", f"file-{number}", 1, NIGHT)
        begun = begin_file(wh, "run", "z", file, NIGHT)
        if begun.state == "done":
            continue
        lines = iter(range(begun.last_line + 1, ROWS + 1))
        while batch := [row(number, line) for line in islice(lines, BATCH)]:
            tickets = [one for one in batch if isinstance(one, Ticket)]
            bad = [one for one in batch if isinstance(one, QuarantinedRow)]
            last = min(begin_file(wh, "run", "z", file, NIGHT).last_line + BATCH, ROWS)
            land(wh, "run", "z", file, tickets, bad, last, len(batch), NIGHT)
            yield last
        finish_file(wh, "z", file, NIGHT)


def main() -> None:
    """Say ``ready`` once the libraries are loaded, then work until done or killed, holding the
    warehouse as a night does."""
    wh = Warehouse(Path(sys.argv[1]), time_zone="Asia/Tokyo", clock=lambda: NIGHT)
    with wh.lock(20):
        with wh.connect():
            print("ready", flush=True)  # noqa: T201
        for _ in night(wh):
            pass


if __name__ == "__main__":
    main()
