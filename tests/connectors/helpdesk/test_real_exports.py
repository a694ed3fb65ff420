"""Real exports that the project does not ship; see ../shared/data/README.md."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectors.helpdesk.files import read_export
from connectors.helpdesk.mapping import load_mapping

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
EXAMPLES = ROOT / "examples" / "mappings"
ReadAll = Callable[..., Any]


def needed(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is not here: the project does not ship real data")
    return path


@pytest.mark.parametrize(("year", "rows"), [(2022, 3131), (2023, 2867), (2024, 3089)])
def test_each_year_of_the_ministrys_complaints_is_read_whole(
    read_all: ReadAll, year: int, rows: int
) -> None:
    path = needed(DATA / "mlit_car_complaints" / f"mlit_carinfo-{year}_all_utf8.csv")
    reads = read_all(path, load_mapping(EXAMPLES / "mlit_car_complaints.yaml"))
    assert len(reads) == rows
    assert all(read.ticket for read in reads)
    assert len({read.ticket.ticket_id for read in reads}) == rows - 1  # one stands twice
    assert reads[0].row.line == 2


def test_a_report_that_stands_in_two_years_counts_once(read_all: ReadAll) -> None:
    mapping = load_mapping(EXAMPLES / "mlit_car_complaints.yaml")
    paths = sorted(needed(DATA / "mlit_car_complaints").glob("*.csv"))
    ids = [read.ticket.ticket_id for path in paths for read in read_all(path, mapping)]
    assert (len(ids), len(set(ids))) == (9087, 9078)


def test_a_jira_export_of_hadoop_is_read_whole(read_all: ReadAll) -> None:
    path = needed(DATA / "eval" / "gitbugs_hadoop_en.csv")
    reads = read_all(path, load_mapping(EXAMPLES / "gitbugs_hadoop.yaml"))
    assert len(reads) == 2503
    assert not [read.reason for read in reads if read.reason]
    assert sum(read.ticket.status == "resolved" for read in reads) == 1733


def test_reading_a_year_holds_a_row_at_a_time_and_not_the_file() -> None:
    path = needed(DATA / "mlit_car_complaints" / "mlit_carinfo-2022_all_utf8.csv")
    mapping = load_mapping(EXAMPLES / "mlit_car_complaints.yaml")
    now = datetime(2026, 11, 1, tzinfo=UTC)
    tracemalloc.start()
    try:
        for _ in read_export(path, source="mlit", mapping=mapping, file_time=now):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * path.stat().st_size
