"""How Koe talks: data on stdout, talk on stderr; rich on a terminal, plain lines in a log."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as Bars,
)

from records.run import Progress

# A log line a quarter of a minute tells that work goes on without filling the log.
LOG_EVERY_SECONDS = 15.0
PIPE_WIDTH = 150


def talk() -> Console:
    """The console for words to people (stderr)."""
    return Console(stderr=True, highlight=False)


def data() -> Console:
    """The console for results (stdout). A pipe has no width, so tables get one that fits them."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)


def as_json(value: object) -> None:
    """One JSON document on stdout and nothing else; Japanese stays readable."""
    sys.stdout.write(json.dumps(value, default=str, ensure_ascii=False) + "\n")


def say(text: str) -> None:
    """One line to people. Never broken at a width: a path or a query is copied out of it."""
    talk().print(text, markup=False, soft_wrap=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """A Progress that shows bars on a terminal and plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield LogProgress()
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=talk()) as bars:
        yield BarProgress(bars)


class BarProgress:
    """One bar a piece of work."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Show how far ``what`` has come."""
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)


class LogProgress:
    """A line when a piece of work begins, every 15 s, and when it ends."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Say how far ``what`` has come, if it is time to."""
        now = time.monotonic()
        finished = total is not None and done >= total
        if not finished and now - self._said.get(what, 0.0) < LOG_EVERY_SECONDS:
            return
        self._said[what] = now
        of = f" of {total:,}" if total is not None else ""
        say(f"{what}: {done:,}{of}")
