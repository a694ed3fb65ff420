"""The published snapshot: what everybody but Koe's own processes reads.

A whole copy of the warehouse file, swapped in by rename. A reader that has the old one open
keeps reading it to its end (the operating system keeps the file until it is closed); the next
one to open gets the new one. No reader ever blocks the writer, nor the writer a reader.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.errors import ConfigurationError, InputError, WarehouseError
from warehouse.direct_copy import copy_direct
from warehouse.sealing import Place, attach, key_of, load_cipher, path_of
from warehouse.spill import clear_spills, spilling
from warehouse.store import Warehouse, config_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class PublishedSnapshot:
    """Where the snapshot lies, its size in bytes, and how long publishing took."""

    path: Path
    size: int
    seconds: float


def publish(wh: Warehouse, target: Path, *, mode: int = 0o600) -> PublishedSnapshot:
    """Publish the warehouse as it stands to ``target``.

    The copy is made beside the target, brought to the disk and renamed over it, so that at
    every moment, power cuts included, ``target`` is one whole snapshot. ``mode`` says who may
    read it; the default is its owner only.
    """
    began = time.perf_counter()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{target.name}.new")
    with wh.transaction():
        pass  # its schema and its counts are brought up to date
    with wh.at_rest() as file:
        _copy(file, fresh, mode)
    fresh.replace(target)
    sync_folder(target.parent)
    clear_spills(target)
    return PublishedSnapshot(target, target.stat().st_size, time.perf_counter() - began)


@contextmanager
def open_snapshot(place: Place, memory_mb: int | None = None) -> Iterator[DuckDBPyConnection]:
    """A read-only connection to a snapshot (a plain file, or a sealed one), in UTC; it keeps no
    more than ``memory_mb`` in memory, and spills the rest beside the file (``warehouse.spill``).

    Attached to a database of its own rather than opened by name: DuckDB hands out one shared
    database a file name and process, so a server with one old connection open would never see
    the next snapshot. Raises :class:`WarehouseError` where there is none to read.
    """
    import duckdb

    path = path_of(place)
    if not path.is_file():
        raise WarehouseError(
            f"There is no snapshot at {path}.",
            expected="a file that `koe publish` or a finished night has put there",
            next_step="run `koe publish`, or correct paths.snapshot in koe.toml",
        )
    with (
        spilling(path, key_of(place)) as spill,
        duckdb.connect(":memory:", config=config_of(memory_mb, spill)) as conn,
    ):
        if key_of(place) is not None:
            with suppress(ConfigurationError):  # without it, what does not fit into memory fails
                load_cipher(conn)
        try:
            conn.execute("SET TimeZone = 'UTC'")
            attach(conn, path, key_of(place), "koe", read_only=True)
            conn.execute("USE koe")
        except WarehouseError as error:
            raise WarehouseError(
                error.got,
                expected=error.expected,
                next_step=f"{error.next_step}; or publish it again with `koe publish`",
            ) from None
        yield conn


def ask(
    place: Place, sql: str, values: Mapping[str, object] | None = None
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of one query against a snapshot; ``values`` fill its ``$names``.

    The query cannot write, and can reach no other file and no network. Raises
    :class:`InputError` with DuckDB's own words for a query that does not run.
    """
    with _asked(place, sql, values) as found:
        columns = [str(column[0]) for column in found.description or ()]
        return columns, found.fetchall()


def ask_into_parquet(place: Place, sql: str, target: Path) -> int:
    """Write the answer to one query as a Parquet file of its owner's alone; returns its rows.

    The query is under the same guard as in :func:`ask`: the file is written outside of DuckDB.
    """
    import pyarrow.parquet as parquet

    with _asked(place, sql, None) as found:
        table = found.to_arrow_table()
    fresh = target.with_name(f".{target.name}.new")
    fresh.unlink(missing_ok=True)
    with open(fresh, "xb", opener=_private) as file:
        parquet.write_table(table, file)
    fresh.replace(target)
    return int(table.num_rows)


@contextmanager
def _asked(
    place: Place, sql: str, values: Mapping[str, object] | None
) -> Iterator[DuckDBPyConnection]:
    import duckdb

    with open_snapshot(place) as conn:
        conn.execute("SET enable_external_access = false")
        conn.execute("SET lock_configuration = true")
        try:
            yield conn.execute(sql, values)
        except duckdb.Error as error:
            raise InputError(
                f"The query does not run: {error}",
                next_step="docs/data-dictionary.md lists every view and column",
            ) from error


def _copy(source: Path, fresh: Path, mode: int) -> None:
    fresh.unlink(missing_ok=True)  # left by a run that was killed here
    with open(fresh, "xb", opener=_private) as new:
        copy_direct(source, fresh)
        os.fsync(new.fileno())
    fresh.chmod(mode)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """A rename is safe from a power cut only once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
