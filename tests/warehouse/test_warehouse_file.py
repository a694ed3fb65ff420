"""Who may open the warehouse, and what they find when they may not."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from records.errors import ConfigurationError, LockHeld, Retryable, WarehouseError
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from warehouse.store import Warehouse
wh = Warehouse(Path(sys.argv[1]), time_zone="Asia/Tokyo", command="koe run")
with wh.lock():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def house(house: House) -> House:
    """Nobody holds it: who may is what is asked here."""
    house.let_go()
    return house


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def another_process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", code, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        if process.stdin and not process.stdin.closed:
            process.stdin.close()
        process.wait(30)


def test_the_file_and_its_folder_are_readable_by_their_owner_only(house: House) -> None:
    house.land(house.ticket())
    folder = house.wh.path.parent
    assert mode(folder) == 0o700
    assert {path.name: mode(path) for path in folder.iterdir()} == {
        "koe.duckdb": 0o600,
        "koe.duckdb.lock": 0o600,
        "koe.duckdb.lock.json": 0o600,
    }


def test_the_write_ahead_log_is_private_too_and_the_umask_is_given_back(house: House) -> None:
    before = os.umask(0o022)
    try:
        with house.wh.connect() as conn, house.wh.connect():
            conn.execute("INSERT INTO account VALUES ('a', 'b')")
            assert mode(house.wh.path.with_name("koe.duckdb.wal")) == 0o600
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_another_process_is_told_who_holds_the_warehouse(house: House) -> None:
    with another_process(HOLD, str(house.wh.path)) as holder:
        with pytest.raises(LockHeld) as caught, house.wh.connect():
            pass
        assert f"process {holder.pid} (koe run) since 20" in str(caught.value)
        assert "snapshot" in str(caught.value)
        assert isinstance(caught.value, Retryable)
        assert caught.value.exit_code == 5


def test_a_killed_holder_leaves_nothing_behind_that_blocks_the_next(house: House) -> None:
    with another_process(HOLD, str(house.wh.path)) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
    house.land(house.ticket())
    card = json.loads(house.wh.path.with_name("koe.duckdb.lock.json").read_text())
    assert card["pid"] == os.getpid()


def test_a_lost_holder_card_still_gives_the_right_error(house: House) -> None:
    with another_process(HOLD, str(house.wh.path)):
        house.wh.path.with_name("koe.duckdb.lock.json").write_text("garbage")
        with pytest.raises(LockHeld, match="has not said who it is"), house.wh.lock():
            pass


def test_a_program_that_opened_the_file_by_itself_is_a_held_lock_not_an_io_error(
    house: House,
) -> None:
    house.land(house.ticket())
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]);"
        "print('held', flush=True); sys.stdin.read()"
    )
    with (
        another_process(code, str(house.wh.path)),
        pytest.raises(LockHeld, match="close that program"),
        house.wh.connect(),
    ):
        pass


def test_the_lock_is_held_by_all_threads_of_a_run_and_given_back_after_the_last(
    house: House,
) -> None:
    seen: list[int] = []

    def count() -> None:
        with house.wh.connect() as conn:
            row = conn.execute("SELECT count(*) FROM tickets").fetchone()
            seen.append(row[0] if row else -1)

    with house.wh.lock():
        threads = [threading.Thread(target=count) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen == [0, 0, 0, 0]
    with Warehouse(house.wh.path, time_zone="Asia/Tokyo").lock():
        pass


def test_two_flows_of_one_process_exclude_each_other_too(house: House) -> None:
    other = Warehouse(house.wh.path, time_zone="Asia/Tokyo")
    with house.wh.lock(), pytest.raises(LockHeld), other.lock(wait_seconds=0.1):
        pass


def test_a_file_that_is_no_duckdb_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "koe.duckdb"
    path.write_bytes(b"PK\x03\x04 this is a zip " * 1000)
    with (
        pytest.raises(WarehouseError, match="Expected: a DuckDB file that Koe wrote"),
        Warehouse(path, time_zone="UTC").connect(),
    ):
        pass


def test_a_connection_never_reaches_for_the_network(house: House) -> None:
    settings = "autoinstall_known_extensions", "autoload_known_extensions"
    values = [house.value(f"SELECT current_setting('{name}')") for name in settings]
    assert values == [False, False]
    assert house.value("SELECT current_setting('TimeZone')") == "UTC"


def test_an_unknown_time_zone_is_a_mistake_in_the_settings(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigurationError, match="Asia/Tokio"),
        Warehouse(tmp_path / "k.duckdb", time_zone="Asia/Tokio").connect(),
    ):
        pass


def test_days_are_cut_again_when_the_account_moves_to_another_time_zone(house: House) -> None:
    late = datetime(2026, 10, 1, 20, 0, tzinfo=UTC)  # already the 2nd in Tokyo
    house.land(house.ticket(created_at=late))
    day = "SELECT created_day::TEXT FROM tickets"
    assert house.value(day) == "2026-10-02"
    house.wh = Warehouse(house.wh.path, time_zone="Europe/Berlin")
    assert house.value(day) == "2026-10-01"


def test_a_transaction_that_fails_leaves_nothing_behind(house: House) -> None:
    half_way = "INSERT INTO account VALUES ('a', 'b'); SELECT 'x'::INTEGER"
    with pytest.raises(duckdb.ConversionException), house.wh.transaction() as conn:
        conn.execute(half_way)
    assert house.value("SELECT count(*) FROM account WHERE key = 'a'") == 0
