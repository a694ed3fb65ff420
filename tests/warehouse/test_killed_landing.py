"""``kill -9`` at any moment, then the same command again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from warehouse.store import Warehouse

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("landing_child.py")
TRIALS = 10
TABLES = ("tickets", "messages", "ticket_events", "quarantine", "ingest_files")

Contents = dict[str, list[tuple[Any, ...]]]


def start(path: Path) -> subprocess.Popen[str]:
    """Somebody who lands; gone on with in the same file where one was killed before."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(CHILD), str(path)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def whole_night(path: Path) -> float:
    """Seconds from ready to the end."""
    with start(path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        began = time.perf_counter()
        assert process.wait(120) == 0
    return time.perf_counter() - began


def contents(path: Path) -> Contents:
    with Warehouse(path, time_zone="Asia/Tokyo").connect() as conn:
        return {
            table: sorted(conn.execute(f'FROM "{table}"').fetchall(), key=repr) for table in TABLES
        }


@pytest.mark.slow
def test_a_load_killed_at_any_moment_and_run_again_ends_with_the_same_tables(
    tmp_path: Path, unused_warehouse: Path
) -> None:
    undisturbed = copytree(unused_warehouse.parent, tmp_path / "undisturbed") / "koe.duckdb"
    seconds = whole_night(undisturbed)
    expected = contents(undisturbed)
    assert len(expected["messages"]) > 200
    chance, cut_short = random.Random(7), 0
    for trial in range(TRIALS):
        path = copytree(unused_warehouse.parent, tmp_path / f"killed-{trial}") / "koe.duckdb"
        with start(path) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, seconds))
            process.kill()
            cut_short += process.wait(30) != 0
        whole_night(path)
        assert contents(path) == expected
    assert cut_short >= TRIALS // 2
