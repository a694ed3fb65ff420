"""Personal data goes in with the export and comes out nowhere: no file, no log, no issue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pydantic import TypeAdapter

from app.jira_sim.model import World

pytestmark = pytest.mark.slow

NewAccount = Callable[..., Any]
Leaks = Callable[[bytes], set[str]]


def test_the_export_itself_is_full_of_markers(marked_account: NewAccount, leaks: Leaks) -> None:
    found = leaks(marked_account("in").export.read_bytes())
    assert len(found) > 20


@pytest.mark.parametrize("kind", ["markdown", "jira"])
def test_no_file_log_or_issue_of_a_night_holds_personal_data(
    kind: str,
    marked_account: NewAccount,
    nights: Any,
    jira: tuple[str, Any],
    leaks: Leaks,
) -> None:
    base, state = jira
    account = marked_account("marked", kind=kind, api_url=base, settle_minutes=0)
    ended = nights.run(account)
    assert ended.code == 0, ended.output
    assert leaks(ended.output.encode()) == set()
    assert leaks(repr(ended.said).encode()) == set()
    written = files_of(account)
    assert {path.suffix for path in written} >= {".duckdb", ".sqlite", ".html"}
    assert {path.name: leaks(path.read_bytes()) for path in written} == {
        path.name: set() for path in written
    }
    for database in (account.main, account.snapshot):
        assert in_tables(database, leaks) == {}
    told = TypeAdapter(World).dump_json(state.world)
    assert leaks(told) == set()
    quoted = told.decode() if kind == "jira" else "".join(account.issues_in_folder())
    assert "<NAME>" in quoted or "<PHONE>" in quoted or "\\<NAME" in quoted


def test_a_night_that_fails_tells_no_personal_data_either(
    marked_account: NewAccount, nights: Any, leaks: Leaks
) -> None:
    account = marked_account("fails")
    with account.export.open("a", encoding="utf-8") as export:
        for n in range(4):
            export.write(f'{{"id": 48{n}, "status": "080-4417-9263", "subject": "x"}}\n')
    ended = nights.run(account)
    assert ended.code == 3
    assert leaks(ended.output.encode()) == set()
    assert in_tables(account.main, leaks) == {}


def files_of(account: Any) -> list[Path]:
    """Everything the night wrote: all files but what came in."""
    mine = {account.export, account.config}
    return [path for path in account.folder.rglob("*") if path.is_file() and path not in mine]


def in_tables(database: Path, leaks: Leaks) -> dict[str, set[str]]:
    """Markers a table: DuckDB packs strings, so the file's bytes alone prove little."""
    with duckdb.connect(str(database), read_only=True) as conn:
        tables = conn.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        found = {}
        for (name,) in tables:
            rows = conn.execute(f'SELECT t::VARCHAR FROM "{name}" AS t').fetchall()
            told = "\n".join(row for (row,) in rows)
            if seen := leaks(told.encode()):
                found[str(name)] = seen
    return found
