"""Everybody reads the snapshot while Koe writes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from records.errors import InputError, WarehouseError
from warehouse.snapshot import ask, open_snapshot, publish

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

ROOT = Path(__file__).parents[2]
READER = """
import sys
from pathlib import Path
import duckdb
from warehouse.snapshot import open_snapshot
reads, seen = 0, set()
print("reading", flush=True)
import threading
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
while not stop.is_set():
    with open_snapshot(Path(sys.argv[1])) as conn:
        tickets, messages = conn.execute(
            "SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM messages)"
        ).fetchone()
        conn.execute("FROM topic_trend_weekly").fetchall()
    with duckdb.connect(sys.argv[1], read_only=True) as conn:  # any analyst's client
        conn.execute("SELECT count(*) FROM tickets").fetchone()
    assert tickets == messages, (tickets, messages)
    reads += 1
    seen.add(tickets)
print(reads, len(seen), flush=True)
"""


@pytest.fixture
def target(house: House) -> Path:
    return house.folder / "published" / "koe.duckdb"


def test_the_snapshot_holds_what_the_warehouse_held(house: House, target: Path) -> None:
    house.land(house.ticket("1"))
    published = publish(house.wh, target)
    house.land(house.ticket("2"))
    columns, rows = ask(target, "SELECT count(*) AS n, min(ticket_id) AS first FROM tickets")
    assert (columns, rows) == (["n", "first"], [(1, "1")])
    assert (published.path, published.size) == (target, target.stat().st_size)
    assert [path.name for path in target.parent.iterdir()] == ["koe.duckdb"]


def test_the_snapshot_is_private_unless_its_readers_are_named(house: House, target: Path) -> None:
    publish(house.wh, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    publish(house.wh, target, mode=0o640)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_reader_keeps_its_snapshot_and_the_next_one_gets_the_new(
    house: House, target: Path
) -> None:
    count = "SELECT count(*) FROM tickets"
    publish(house.wh, target)
    with open_snapshot(target) as old:
        house.land(house.ticket("1"))
        publish(house.wh, target)
        with open_snapshot(target) as new:
            assert new.execute(count).fetchone() == (1,)
        assert old.execute(count).fetchone() == (0,)


def test_a_copy_left_half_made_by_a_killed_run_does_no_harm(house: House, target: Path) -> None:
    publish(house.wh, target)
    target.with_name(".koe.duckdb.new").write_bytes(b"half")
    house.land(house.ticket("1"))
    publish(house.wh, target)
    assert ask(target, "SELECT count(*) FROM tickets")[1] == [(1,)]


@pytest.mark.slow
def test_a_process_that_reads_all_the_time_sees_twenty_whole_snapshots(
    house: House, target: Path
) -> None:
    publish(house.wh, target)
    pipe = subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(target)],
        env=environment,
        stdin=pipe,
        stdout=pipe,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for number in range(20):
            house.land(house.ticket(str(number)))
            publish(house.wh, target)
        told, _ = reader.communicate("", timeout=60)
        assert reader.returncode == 0
    reads, snapshots = map(int, told.split())
    assert reads >= 20
    assert snapshots >= 5


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM tickets",
        "CREATE TABLE x (a INTEGER)",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY tickets TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELEC 1",
    ],
)
def test_a_question_can_neither_write_nor_reach_out(house: House, target: Path, sql: str) -> None:
    publish(house.wh, target)
    with pytest.raises(InputError, match="data-dictionary"):
        ask(target, sql)


def test_a_question_takes_values_by_name(house: House, target: Path) -> None:
    house.land(house.ticket("1"), house.ticket("2"))
    publish(house.wh, target)
    sql = "SELECT ticket_id FROM tickets WHERE ticket_id = $id"
    assert ask(target, sql, {"id": "2"})[1] == [("2",)]


def test_a_missing_or_broken_snapshot_says_what_to_do(house: House, target: Path) -> None:
    with pytest.raises(WarehouseError, match="run `koe publish`"):
        ask(target, "SELECT 1")
    target.parent.mkdir()
    target.write_bytes(b"nonsense" * 1000)
    with pytest.raises(WarehouseError, match="publish it again"):
        ask(target, "SELECT 1")


def test_a_path_with_a_quote_in_it_is_a_path(house: House) -> None:
    target = house.folder / "it's" / "koe.duckdb"
    publish(house.wh, target)
    assert ask(target, "SELECT count(*) FROM tickets")[1] == [(0,)]
