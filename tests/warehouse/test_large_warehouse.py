"""A warehouse of a hundred thousand tickets: views agree with each other and answer at once.

Figures at a million tickets stand in docs/decisions/0013-no-index-on-random-hashes.md and come
from the same ``synthetic.sql``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.sql import folder
from warehouse.store import Warehouse

SYNTHETIC = Path(__file__).with_name("synthetic.sql")
TICKETS = 100_000
VIEWS = [
    "FROM topic_trend_weekly",
    "FROM topic_trend_daily",
    "FROM topic_today",
    "FROM cs_topic_status",
    "SELECT * FROM ticket_topics WHERE topic_number = 5",
    "SELECT * FROM voice_quotes WHERE topic_number = 5 AND rank <= 20",
]


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("large") / "koe.duckdb"
    wh = Warehouse(path, time_zone="Asia/Tokyo")
    with wh.transaction() as opened:
        for statement in opened.extract_statements(SYNTHETIC.read_text(encoding="utf-8")):
            opened.execute(statement.query, dict.fromkeys(statement.named_parameters, TICKETS))
    with wh.connect() as opened:
        yield opened


def value(conn: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = conn.execute(sql).fetchone()
    return row[0] if row else None


@pytest.mark.slow
@pytest.mark.parametrize("sql", VIEWS)
def test_a_view_answers_within_a_second_of_two_cores(
    conn: duckdb.DuckDBPyConnection, sql: str
) -> None:
    """In processor seconds, which a busy machine does not change much."""
    seconds = []
    for _ in range(3):
        began = time.process_time()
        conn.execute(sql).fetchall()
        seconds.append(time.process_time() - began)
    assert min(seconds) < 2


@pytest.mark.slow
def test_days_weeks_and_topics_add_up_to_the_same_tickets(
    conn: duckdb.DuckDBPyConnection,
) -> None:
    counted = value(conn, "SELECT count(*) FROM ticket_topics")
    for view in ("topic_trend_daily", "topic_trend_weekly", "topic_today"):
        assert value(conn, f"SELECT sum(tickets) FROM {view}") == counted


@pytest.mark.slow
@pytest.mark.parametrize("name", [check.name for check in folder("checks")])
def test_checks_hold_on_a_large_warehouse(conn: duckdb.DuckDBPyConnection, name: str) -> None:
    (check,) = (check for check in folder("checks") if check.name == name)
    values = {"run_id": None} if "$run_id" in check.text else None
    assert conn.execute(check.text, values).fetchall() == []
