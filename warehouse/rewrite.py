"""Writing the warehouse anew, so that what was deleted is gone from the disk too.

DuckDB does not overwrite what it frees: deleted text stays readable in the file's free blocks
(ADR 0017). A fresh file takes every row over and is swapped in by rename; until then the old
file is whole, so a killed rewrite is simply begun again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from records.errors import WarehouseError
from warehouse.lock import utc_now
from warehouse.schema import migrate
from warehouse.sealing import attach
from warehouse.snapshot import sync_folder
from warehouse.store import Warehouse, open_file, private_files

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Rewritten:
    """How large the file was and is (bytes), and how long it took."""

    before: int
    after: int
    seconds: float


def rewrite(
    wh: Warehouse,
    *,
    check: Callable[[Path], None] = lambda _fresh: None,
    leave_empty: Collection[str] = (),
    key: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Rewritten:
    """Put a fresh file in the warehouse's place.

    ``key`` is what the fresh file is encrypted with (None: it is plain). Tables named in
    ``leave_empty`` are not taken over. ``check`` looks at the fresh file before the swap and
    may raise: then the old file stays. Call it while no connection is in use.
    """
    began, before = time.perf_counter(), wh.path.stat().st_size
    fresh = wh.path.with_name(f".{wh.path.name}.new")
    with wh.lock(), private_files.made():
        _clear(fresh)
        _blank(fresh, key, wh.time_zone, clock())
        with wh.connect() as conn:
            _take_over(conn, fresh, key, leave_empty)
        with wh.at_rest():
            check(fresh)
            _swap(fresh, wh.path)
    return Rewritten(before, wh.path.stat().st_size, time.perf_counter() - began)


def _clear(fresh: Path) -> None:
    """What a killed rewrite left."""
    for path in (fresh, _log(fresh)):
        path.unlink(missing_ok=True)


def _log(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _blank(fresh: Path, key: str | None, time_zone: str, now: datetime) -> None:
    with open_file(fresh, key) as conn:
        conn.execute("SET TimeZone = 'UTC'")
        migrate(conn, time_zone=time_zone, now=now)


def _take_over(
    conn: DuckDBPyConnection, fresh: Path, key: str | None, leave_empty: Collection[str]
) -> None:
    """Every row of every table, table by table: COPY FROM DATABASE could leave none out."""
    attach(conn, fresh, key, "fresh")
    try:
        conn.begin()
        for name in _tables(conn):
            conn.execute(f'DELETE FROM fresh."{name}"')  # names from the catalogue, not values
            if name not in leave_empty:
                conn.execute(f'INSERT INTO fresh."{name}" BY NAME SELECT * FROM "{name}"')
        conn.commit()
        conn.execute("CHECKPOINT fresh")
    finally:
        conn.execute("DETACH fresh")


def _tables(conn: DuckDBPyConnection) -> list[str]:
    sql = """
        SELECT table_name FROM duckdb_tables()
        WHERE database_name = current_database() AND NOT internal AND NOT temporary
        ORDER BY table_name
    """
    return [str(name) for (name,) in conn.execute(sql).fetchall()]


def _swap(fresh: Path, path: Path) -> None:
    """By rename. A log left beside the old file would be read into the new one."""
    for log in (_log(fresh), _log(path)):
        if log.exists():
            raise WarehouseError(
                f"{log} is still there, so the rewritten file is not put in place",
                next_step="run the command again",
            )
    fresh.chmod(0o600)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)
