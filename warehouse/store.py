"""The warehouse file: who may open it, how, and for how long.

DuckDB lets one process open a file for writing and locks everybody else out, readers too. So
Koe's own processes take turns under :class:`~warehouse.lock.RunLock`, and everyone else reads
the published snapshot (:mod:`warehouse.snapshot`). Opening and closing the file costs more the
larger it is (measured: 32 ms at 66 MB), so whoever holds the lock opens it once.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import KoeError, LockHeld, WarehouseError
from warehouse.counts import count_marked
from warehouse.lock import RunLock, utc_now
from warehouse.schema import migrate
from warehouse.sealing import attach, is_sealed, memory_name
from warehouse.spill import spilling

if TYPE_CHECKING:
    import duckdb
    from duckdb import DuckDBPyConnection

# Each extension that is missing would try the network for seconds; none is needed from there.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def config_of(
    memory_mb: int | None, spill: Mapping[str, str | bool]
) -> dict[str, str | bool | int | float | list[str]]:
    """What DuckDB is told at its start; ``spill`` as :func:`warehouse.spill.spilling` gives it."""
    return {**OFFLINE, **spill} | ({"memory_limit": f"{memory_mb}MB"} if memory_mb else {})


class Warehouse:
    """One warehouse file, opened under the run lock and kept open as long as that is held.

    ``time_zone`` (IANA) is where days and weeks are cut. ``command`` is what the lock tells
    others that this process is doing. ``key`` opens an encrypted file, ``memory_mb`` bounds what
    the database keeps in memory (without it, most of the machine's). The file is readable by its
    owner only (0600), and so is its folder (0700) where Koe makes it.
    """

    def __init__(
        self,
        path: Path,
        *,
        time_zone: str,
        command: str = "koe",
        clock: Callable[[], datetime] = utc_now,
        key: str | None = None,
        memory_mb: int | None = None,
    ) -> None:
        self.path, self.time_zone = path, time_zone
        self._key, self._memory_mb = key, memory_mb
        self._clock = clock
        self._lock = RunLock(path.with_name(path.name + ".lock"), command=command, clock=clock)
        self._opening, self._holders = threading.Lock(), 0
        self._database: DuckDBPyConnection | None = None
        self._file = ExitStack()
        self._migrated = False
        self._counts_later = False

    @contextmanager
    def lock(self, wait_seconds: float = 0) -> Iterator[None]:
        """Hold the warehouse for a whole run; raises :class:`LockHeld` naming the holder."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._lock.held(wait_seconds), private_files.made():
            with self._opening:
                self._holders += 1
            try:
                yield
            finally:
                with self._opening:
                    self._holders -= 1
                    if self._holders == 0:
                        self._close()

    @contextmanager
    def connect(self) -> Iterator[DuckDBPyConnection]:
        """A connection in UTC; takes the lock for its own length where nobody holds it.

        The first one of a process brings the schema up to date. Raises :class:`LockHeld` while
        another process has the file, :class:`WarehouseError` when the file cannot be used.
        """
        with self.lock():
            conn = self._cursor()
            try:
                conn.execute("SET TimeZone = 'UTC'")
                if self._key is not None:
                    conn.execute("USE koe")  # a cursor begins in the database in memory
                yield conn
            finally:
                conn.close()

    @contextmanager
    def at_rest(self) -> Iterator[Path]:
        """The file, whole on the disk and open nowhere in this process, to be copied.

        Not merely a checkpoint: closing any handle of a file drops all of a process's POSIX
        locks on it, DuckDB's too. No connection may be in use.
        """
        with self.lock(), self._opening:
            self._close()
            yield self.path

    def _cursor(self) -> DuckDBPyConnection:
        with self._opening:
            if self._database is None:
                self._database = self._opened()
            return self._database.cursor()

    def _opened(self) -> DuckDBPyConnection:
        conn = self._file.enter_context(open_file(self.path, self._key, self._memory_mb))
        try:
            self._migrate_once(conn)
        except BaseException:
            self._file.close()
            raise
        return conn

    def _close(self) -> None:
        self._file.close()
        self._database = None

    @contextmanager
    def transaction(self) -> Iterator[DuckDBPyConnection]:
        """A connection with one transaction: committed at the end, or nothing of it happened.

        What it changed is counted anew before it commits, so that views never lag behind.
        """
        with self.connect() as conn, _all_or_nothing(conn):
            yield conn
            if not self._counts_later:
                count_marked(conn)

    @contextmanager
    def counting_later(self) -> Iterator[None]:
        """Count what the transactions of this block changed once, at its end: until then views
        lag behind. After an error, the next transaction counts; after a kill, the next process."""
        self._counts_later = True
        try:
            yield
        finally:
            self._counts_later = False
        with self.transaction():
            pass

    def _migrate_once(self, conn: DuckDBPyConnection) -> None:
        if self._migrated:
            return
        conn.execute("SET TimeZone = 'UTC'")
        migrate(conn, time_zone=self.time_zone, now=self._clock())
        with _all_or_nothing(conn):
            count_marked(conn)
        self.path.chmod(0o600)
        self._migrated = True


@contextmanager
def _all_or_nothing(conn: DuckDBPyConnection) -> Iterator[None]:
    conn.begin()
    try:
        yield
    except BaseException:
        conn.rollback()
        raise
    conn.commit()


class _PrivateFiles:
    """DuckDB makes its file, its log and its spill files by the umask alone, and the umask
    belongs to the whole process: so the first connection narrows it, the last puts it back."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._users, self._before = 0, 0o022

    @contextmanager
    def made(self) -> Iterator[None]:
        """Files made meanwhile are readable by their owner only."""
        with self._guard:
            if self._users == 0:
                self._before = os.umask(0o077)
            self._users += 1
        try:
            yield
        finally:
            with self._guard:
                self._users -= 1
                if self._users == 0:
                    os.umask(self._before)


private_files = _PrivateFiles()


@contextmanager
def open_file(
    path: Path, key: str | None = None, memory_mb: int | None = None
) -> Iterator[DuckDBPyConnection]:
    """A connection for writing to a file, encrypted where there is a key."""
    with spilling(path, key) as spill:
        conn = _opened(path, key, config_of(memory_mb, spill))
        try:
            yield conn
        finally:
            conn.close()


def _opened(
    path: Path, key: str | None, config: dict[str, str | bool | int | float | list[str]]
) -> DuckDBPyConnection:
    import duckdb

    try:
        if key is None and not is_sealed(path):
            return duckdb.connect(str(path), config=config)
        conn = duckdb.connect(memory_name(path), config=config)
        attach(conn, path, key, "koe")
        conn.execute("USE koe")
        return conn
    except duckdb.Error as error:
        raise _why_not(path, error) from error


def _why_not(path: Path, error: duckdb.Error) -> KoeError:
    if "could not set lock" in str(error).lower():
        return LockHeld(
            f"Another program has {path} open: {error}",
            expected="only Koe opens this file",
            next_step="close that program; to read, open the published snapshot instead",
        )
    return WarehouseError(
        f"{path} cannot be opened: {error}",
        expected="a DuckDB file that Koe wrote",
        next_step="check the path in koe.toml, or restore the file from a backup",
    )
