"""The run lock: one Koe process at a time writes to a warehouse.

The operating system's file lock decides (it vanishes with its process, even on ``kill -9``);
a small JSON file beside it only says who holds it, so that the one who has to wait knows whom
to ask. Stale words in that file are harmless: nobody reads them while the lock is free.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import filelock

from records.errors import LockHeld


def utc_now() -> datetime:
    """The clock that production passes in."""
    return datetime.now(UTC)


class RunLock:
    """Re-enterable within its owner (all threads of it), exclusive between processes.

    Two ``RunLock`` objects exclude each other even in one process, so that two flows started
    by one server cannot overlap either.
    """

    def __init__(self, path: Path, *, command: str, clock: Callable[[], datetime]) -> None:
        self._path, self._command, self._clock = path, command, clock
        self._lock = filelock.FileLock(path, mode=0o600, thread_local=False)
        self._counting = threading.Lock()
        self._holders = 0

    @property
    def _card(self) -> Path:
        return self._path.with_name(self._path.name + ".json")

    @contextmanager
    def held(self, wait_seconds: float) -> Iterator[None]:
        """Hold the lock; :class:`LockHeld` names who has it when ``wait_seconds`` are over."""
        with self._counting:
            if self._holders == 0:
                self._take(wait_seconds)
            self._holders += 1
        try:
            yield
        finally:
            with self._counting:
                self._holders -= 1
                if self._holders == 0:
                    self._lock.release()

    def _take(self, wait_seconds: float) -> None:
        try:
            self._lock.acquire(timeout=wait_seconds)
        except filelock.Timeout:
            raise self._held_by_another() from None
        card = {"pid": os.getpid(), "since": self._clock().isoformat(), "command": self._command}
        self._card.write_text(json.dumps(card), encoding="utf-8")
        self._card.chmod(0o600)

    def _held_by_another(self) -> LockHeld:
        try:
            card = json.loads(self._card.read_text(encoding="utf-8"))
            who = f"process {card['pid']} ({card['command']}) since {card['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            who = "another process, which has not said who it is"
        return LockHeld(
            f"The warehouse is being written to by {who}; lock file {self._path}.",
            expected="one Koe run at a time",
            next_step="wait for that run to end, or stop it; to read meanwhile, open the "
            "published snapshot",
        )
