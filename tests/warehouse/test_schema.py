"""The schema: how a file gets it, and that every query fits it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy2

import duckdb
import pytest

from records.errors import WarehouseError
from warehouse.arrow import RELATIONS, as_arrow
from warehouse.dictionary import data_dictionary
from warehouse.schema import migrate, migrations
from warehouse.sql import SqlFile, folder, query

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 5, tzinfo=UTC)
PUBLIC_VIEWS = {
    "cs_topic_status",
    "customers",
    "freshness",
    "intake_log",
    "organisations",
    "run_log",
    "segments",
    "theme_today",
    "ticket_topics",
    "topic_decisions",
    "topic_history",
    "topic_today",
    "topic_trend_daily",
    "topic_trend_weekly",
    "voice_quotes",
}


def bring_up(conn: duckdb.DuckDBPyConnection, *known: SqlFile) -> None:
    migrate(conn, time_zone="Asia/Tokyo", now=NOW, known=known or None)


@pytest.fixture
def blank() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as conn:
        conn.execute("SET TimeZone = 'UTC'")
        yield conn


@pytest.fixture(scope="module")
def shared() -> Iterator[duckdb.DuckDBPyConnection]:
    """As ``conn``, one for all tests that only look."""
    with duckdb.connect(":memory:") as conn:
        bring_up(conn)
        for relation in RELATIONS:
            conn.register(relation, as_arrow(relation, []))
        yield conn


@pytest.fixture
def conn(unused_warehouse: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The newest schema, with every ``incoming_…`` relation there, empty."""
    with duckdb.connect(copy2(unused_warehouse, tmp_path / "koe.duckdb")) as conn:
        conn.execute("SET TimeZone = 'UTC'")
        for relation in RELATIONS:
            conn.register(relation, as_arrow(relation, []))
        yield conn


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [int(migration.name[:4]) for migration in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_blank_file_gets_every_migration_and_every_public_view(
    blank: duckdb.DuckDBPyConnection,
) -> None:
    bring_up(blank)
    applied = blank.execute("SELECT name FROM schema_migrations ORDER BY number").fetchall()
    assert [name for (name,) in applied] == [migration.name for migration in migrations()]
    views = blank.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary"
    )
    assert {name for (name,) in views.fetchall()} >= PUBLIC_VIEWS


def test_migrating_again_changes_nothing(conn: duckdb.DuckDBPyConnection) -> None:
    before = conn.execute("FROM schema_migrations").fetchall()
    bring_up(conn)
    assert conn.execute("FROM schema_migrations").fetchall() == before


def test_the_oldest_shape_is_brought_to_the_newest(blank: duckdb.DuckDBPyConnection) -> None:
    bring_up(blank, migrations()[0])
    blank.execute("INSERT INTO releases VALUES ('z', '6.2.0', '2026-10-01', NULL)")
    bring_up(blank)
    assert blank.execute("SELECT version FROM releases").fetchall() == [("6.2.0",)]
    assert blank.execute("SELECT max(number) FROM schema_migrations").fetchone() == (
        len(migrations()),
    )


def test_a_new_migration_is_applied_to_a_file_that_has_the_earlier_ones(
    conn: duckdb.DuckDBPyConnection,
) -> None:
    following = SqlFile("9999_next", "CREATE TABLE later (a INTEGER);")
    bring_up(conn, *migrations(), following)
    assert conn.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(
    conn: duckdb.DuckDBPyConnection,
) -> None:
    broken = SqlFile("9999_broken", "CREATE TABLE half (a INTEGER); SELECT nonsense;")
    with pytest.raises(duckdb.BinderException):
        bring_up(conn, *migrations(), broken)
    assert conn.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'"
    ).fetchone() == (0,)
    bring_up(conn)


def test_a_file_written_by_a_newer_koe_is_refused_with_what_to_do(
    conn: duckdb.DuckDBPyConnection,
) -> None:
    bring_up(conn, *migrations(), SqlFile("9999_next", "SELECT 1;"))
    with pytest.raises(WarehouseError, match="upgrade Koe") as caught:
        bring_up(conn)
    assert "9999_next" in str(caught.value)
    assert caught.value.exit_code == 6


def test_an_edited_migration_is_refused_with_what_to_do(blank: duckdb.DuckDBPyConnection) -> None:
    first, *rest = migrations()
    bring_up(blank, first, *rest)
    edited = SqlFile(first.name, first.text + "\n-- a harmless remark")
    with pytest.raises(WarehouseError, match="write the change as a new migration"):
        bring_up(blank, edited, *rest)


def test_views_are_made_again_when_their_text_has_changed(
    conn: duckdb.DuckDBPyConnection,
) -> None:
    conn.execute("DROP VIEW run_log")
    conn.execute("CREATE VIEW left_over AS SELECT 1")
    bring_up(conn)
    with pytest.raises(duckdb.CatalogException):
        conn.execute("FROM run_log")  # same hash: nothing to do
    conn.execute("UPDATE account SET value = 'older' WHERE key = 'views_sha256'")
    for relation in RELATIONS:
        conn.unregister(relation)
    bring_up(conn)
    conn.execute("FROM run_log")
    with pytest.raises(duckdb.CatalogException):
        conn.execute("FROM left_over")


@pytest.mark.parametrize("name", [file.name for file in folder("queries")])
def test_every_query_binds_against_the_schema(shared: duckdb.DuckDBPyConnection, name: str) -> None:
    for statement in shared.extract_statements(query(name)):
        if statement.query.lstrip().upper().startswith(("COMMENT", "CREATE")):
            continue  # cannot be explained; bring_up ran them
        shared.execute(f"EXPLAIN {statement.query}", dict.fromkeys(statement.named_parameters))


@pytest.mark.parametrize("check", folder("checks"), ids=lambda check: check.name)
def test_every_check_runs_says_what_it_means_and_finds_nothing_in_an_empty_house(
    shared: duckdb.DuckDBPyConnection, check: SqlFile
) -> None:
    values = {"run_id": None} if "$run_id" in check.text else None
    assert shared.execute(check.text, values).fetchall() == []
    assert check.about


@pytest.mark.parametrize("file", [*folder("queries"), *folder("checks")], ids=lambda f: f.name)
def test_every_sql_file_begins_with_its_reason(file: SqlFile) -> None:
    assert file.about


def test_no_query_takes_a_row_of_a_key_twice_into_an_upsert() -> None:
    """Without it ON CONFLICT silently keeps the first of two rows with one key."""
    for file in folder("queries"):
        for insert in re.findall(r"INSERT INTO.*?;", file.text, re.S):
            if "ON CONFLICT" in insert and "incoming_" in insert:
                assert re.search(r"QUALIFY\s+row_number\(\) OVER.*\)\s*= 1", insert, re.S), (
                    file.name
                )


def test_every_table_view_and_column_has_a_comment(conn: duckdb.DuckDBPyConnection) -> None:
    for relation in RELATIONS:
        conn.unregister(relation)
    rows = conn.execute(query("dictionary")).fetchall()
    assert [row[1:4] for row in rows if not row[2] or not row[5]] == []


def test_the_data_dictionary_is_up_to_date(conn: duckdb.DuckDBPyConnection) -> None:
    for relation in RELATIONS:
        conn.unregister(relation)
    path = ROOT / "docs" / "data-dictionary.md"
    assert path.read_text(encoding="utf-8") == data_dictionary(conn), (
        "run: python -m warehouse.dictionary > docs/data-dictionary.md"
    )


def test_importing_the_warehouse_loads_no_database_so_that_commands_start_fast() -> None:
    code = (
        "import sys, warehouse.analysis, warehouse.landing, warehouse.tracking, warehouse.trends;"
        "print({'duckdb', 'pyarrow', 'numpy'} & set(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == "set()\n"
