"""The twenty questions of docs/queries.md run as printed, and each has an answer."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from records.errors import InputError
from warehouse.snapshot import ask, ask_into_parquet, publish
from warehouse.store import Warehouse

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve thousand made-up tickets with all that the questions ask about."""
    folder = tmp_path_factory.mktemp("queries")
    wh = Warehouse(folder / "koe.duckdb", time_zone="Asia/Tokyo")
    parts = [HERE / "synthetic.sql", HERE / "synthetic_besides.sql"]
    with wh.connect() as conn:
        for statement in conn.extract_statements("".join(p.read_text("utf-8") for p in parts)):
            conn.execute(statement.query, dict.fromkeys(statement.named_parameters, 12_000))
    return publish(wh, folder / "published" / "koe.duckdb").path


def test_there_are_twenty_of_them() -> None:
    assert len(QUERIES) == 20


@pytest.mark.parametrize("number", range(1, len(QUERIES) + 1))
def test_a_question_of_the_page_has_an_answer(snapshot: Path, number: int) -> None:
    _, rows = ask(snapshot, QUERIES[number - 1])
    assert rows


def test_an_answer_goes_into_a_parquet_file_of_its_owners_alone(
    snapshot: Path, tmp_path: Path
) -> None:
    target = tmp_path / "topics.parquet"
    rows = ask_into_parquet(snapshot, "SELECT topic_name, tickets FROM topic_today", target)
    assert duckdb.sql(f"SELECT count(*), min(topic_name) FROM '{target}'").fetchall() == [
        (rows, "トピック1")
    ]
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE topics SET muted = TRUE",
        "DROP VIEW topic_today",
        "COPY topics TO 'out.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
        "ATTACH 'other.duckdb'",
    ],
)
def test_a_question_can_change_nothing_and_reach_no_file(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = snapshot.read_bytes()
    with pytest.raises(InputError):
        ask(snapshot, sql)
    with pytest.raises(InputError):
        ask_into_parquet(snapshot, sql, tmp_path / "out.parquet")
    assert snapshot.read_bytes() == before
    assert list(tmp_path.glob("*")) == []


def test_days_and_weeks_of_a_cut_add_up_to_the_same_tickets(snapshot: Path) -> None:
    _, rows = ask(
        snapshot,
        "SELECT d.dimension, d.tickets = w.tickets FROM"
        " (SELECT dimension, sum(tickets) AS tickets FROM trend_daily GROUP BY 1) AS d"
        " JOIN (SELECT dimension, sum(tickets) AS tickets FROM trend_weekly GROUP BY 1) AS w"
        " USING (dimension) ORDER BY 1",
    )
    assert rows == [("channel", True), ("language", True), ("segment", True), ("topic", True)]
