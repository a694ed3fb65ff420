"""How long each statement of the warehouse takes, for those who look for the slow ones."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse import store

FEWEST_SECONDS = 0.05


@dataclass(slots=True)
class Statements:
    """Clock and processor seconds by statement, with how often it ran."""

    spent: dict[str, list[float]] = field(
        default_factory=lambda: defaultdict(lambda: [0.0, 0.0, 0])
    )

    def add(self, text: str, seconds: float, cpu: float) -> None:
        """One run of a statement."""
        row = self.spent[" ".join(text.split())[:110]]
        row[0], row[1], row[2] = row[0] + seconds, row[1] + cpu, row[2] + 1

    def show(self) -> None:
        """The slowest on stderr."""
        print(f"{'seconds':>8}{'CPU-s':>8}{'times':>7}  statement", file=sys.stderr)
        for text, (seconds, cpu, times) in sorted(self.spent.items(), key=lambda one: -one[1][1]):
            if cpu >= FEWEST_SECONDS:
                print(f"{seconds:>8.2f}{cpu:>8.2f}{times:>7}  {text}", file=sys.stderr)


class _Watched:
    """A connection that notes what its statements take; the rest is passed through."""

    def __init__(self, conn: Any, statements: Statements) -> None:
        self._conn, self._statements = conn, statements

    def __getattr__(self, name: str) -> Any:
        return getattr(self._conn, name)

    def execute(self, text: str, *values: Any) -> Any:
        return self._noted(text, lambda: self._conn.execute(text, *values))

    def cursor(self) -> Any:
        return _Watched(self._conn.cursor(), self._statements)

    def commit(self) -> Any:
        return self._noted("COMMIT", self._conn.commit)

    def close(self) -> Any:
        return self._noted("(closing, with its checkpoint)", self._conn.close)

    def _noted(self, text: str, work: Any) -> Any:
        began, cpu = time.perf_counter(), time.process_time()
        try:
            return work()
        finally:
            self._statements.add(text, time.perf_counter() - began, time.process_time() - cpu)


@contextmanager
def watched(statements: Statements) -> Iterator[None]:
    """Note every statement on connections to the warehouse until the block ends."""
    opened = store.open_file

    @contextmanager
    def open_file(
        path: Path, key: str | None = None, memory_mb: int | None = None
    ) -> Iterator[Any]:
        began, cpu = time.perf_counter(), time.process_time()
        with opened(path, key, memory_mb) as conn:
            statements.add("(opening)", time.perf_counter() - began, time.process_time() - cpu)
            noted = _Watched(conn, statements)
            yield noted
            noted.close()

    store.open_file = open_file
    try:
        yield
    finally:
        store.open_file = opened
