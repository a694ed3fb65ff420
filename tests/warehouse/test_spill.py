"""What does not fit into memory: beside its file, its owner's alone, and gone afterwards."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from warehouse.sealing import Place, Sealed
from warehouse.snapshot import ask, open_snapshot, publish
from warehouse.spill import clear_spills, spilling
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from tests.warehouse.conftest import House

ROOT = Path(__file__).parents[2]
KEY = "warehouse-key-marker-31337"
WORD = "achtundachtzig accordions"
MEMORY_MB = 80
ROWS = 3_000_000
LARGE = f"""
    SET threads = 2;
    CREATE TEMP TABLE large AS SELECT n, '{WORD} ' || n AS said FROM range({ROWS}) AS t(n)
"""
has_cipher = pytest.mark.skipif(
    find_spec("duckdb_extension_httpfs") is None,
    reason="writing encrypted files needs the extra: pip install 'koe-voice[encryption]'",
)


@pytest.fixture(params=[None, pytest.param(KEY, marks=has_cipher)], ids=["plain", "sealed"])
def place(house: House, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A published snapshot, and the warehouse beside it opened anew with little memory."""
    key: str | None = request.param
    house.let_go()
    house.wh.path.unlink()
    house.wh = Warehouse(house.wh.path, time_zone="Asia/Tokyo", key=key, memory_mb=MEMORY_MB)
    house.land(house.ticket("1"))
    target = tmp_path / "published" / "koe.duckdb"
    publish(house.wh, target)
    return Sealed(target, key) if key else target


@contextmanager
def elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In a working directory that must stay empty."""
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        yield
    assert list(folder.iterdir()) == []


def _spilled(conn: DuckDBPyConnection, beside: Path) -> bytes:
    """All that a statement too large for the memory put beside the file; its owner's alone."""
    conn.execute(LARGE)
    (folder,) = beside.parent.glob(f"{beside.name}.*.tmp")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = list(folder.iterdir())
    assert files
    return b"".join(path.read_bytes() for path in files)


@pytest.mark.slow
def test_a_reader_of_the_snapshot_spills_beside_it_and_leaves_nothing(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot, key = (place.path, place.key) if isinstance(place, Sealed) else (place, None)
    with elsewhere(tmp_path / "cwd", monkeypatch), open_snapshot(place, MEMORY_MB) as conn:
        assert (WORD.encode() in _spilled(conn, snapshot)) is (key is None)
    assert list(snapshot.parent.iterdir()) == [snapshot]


@pytest.mark.slow
def test_the_writer_spills_beside_the_warehouse_and_leaves_nothing(
    place: Place, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(house.wh.path.parent.iterdir())
    with elsewhere(tmp_path / "cwd", monkeypatch), house.wh.connect() as conn:
        readable = WORD.encode() in _spilled(conn, house.wh.path)
    assert readable is not isinstance(place, Sealed)
    assert set(house.wh.path.parent.iterdir()) == before


KILLED = f"""
import os, signal, sys
from pathlib import Path
from warehouse.snapshot import open_snapshot
with open_snapshot(Path(sys.argv[1]), {MEMORY_MB}) as conn:
    conn.execute({LARGE!r})
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_what_a_kill_left_is_cleared_by_the_next_who_opens_the_file(
    house: House, tmp_path: Path
) -> None:
    house.land(house.ticket("1"))
    target = tmp_path / "published" / "koe.duckdb"
    publish(house.wh, target)
    subprocess.run([sys.executable, "-c", KILLED, target], cwd=ROOT, check=False)
    (left,) = target.parent.glob("*.tmp")
    assert any(WORD.encode() in path.read_bytes() for path in left.iterdir())
    with open_snapshot(target):
        assert not left.exists()


@pytest.mark.slow
def test_a_spill_in_use_is_left_alone(house: House, tmp_path: Path) -> None:
    house.land(house.ticket("1"))
    target = tmp_path / "published" / "koe.duckdb"
    publish(house.wh, target)
    with open_snapshot(target, MEMORY_MB) as conn:
        conn.execute(LARGE)
        (folder,) = target.parent.glob("*.tmp")
        clear_spills(target)
        with open_snapshot(target):
            assert list(folder.iterdir())
        said = conn.execute("SELECT count(*) FROM large WHERE ends_with(said, n::VARCHAR)")
        assert said.fetchall() == [(ROWS,)]


@pytest.mark.slow
def test_nobody_who_clears_takes_a_folder_from_somebody_who_is_just_opening(
    tmp_path: Path,
) -> None:
    path, done = tmp_path / "koe.duckdb", threading.Event()

    def clear() -> None:
        while not done.is_set():
            clear_spills(path)

    others = [threading.Thread(target=clear) for _ in range(2)]
    for one in others:
        one.start()
    try:
        for _ in range(1000):
            with spilling(path, None) as told:
                assert Path(str(told["temp_directory"])).is_dir()
    finally:
        done.set()
        for one in others:
            one.join()
    assert not list(tmp_path.iterdir())


def test_a_snapshot_where_nothing_may_be_written_is_read_in_memory_alone(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.land(house.ticket("1"))
    target = tmp_path / "published" / "koe.duckdb"
    publish(house.wh, target)

    def refuse(**_given: object) -> str:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with elsewhere(tmp_path / "cwd", monkeypatch):
        assert ask(target, "SELECT ticket_id FROM messages")[1] == [("1",)]
        with open_snapshot(target, MEMORY_MB) as conn, pytest.raises(duckdb.OutOfMemoryException):
            conn.execute(LARGE)
