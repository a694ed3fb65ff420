"""A customer who was quoted in an issue asks to be erased: every store, a power cut, a tracker
that is down, an export that brings them again; then everybody's words grow old.

One account lives through all of it, so the tests of this file build on each other.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import duckdb
import pytest
from pydantic import TypeAdapter

from app.jira_sim import JiraState, running
from flows import erasure
from flows.night import run_night
from warehouse.runs import run_log
from warehouse.store import Warehouse

pytestmark = pytest.mark.slow

RARE = "immediately"  # no other customer says it, nor does Koe
QUOTED = f"Taking a photo of the receipt makes the app crash {RARE}."


@pytest.fixture(scope="module")
def jira_of_the_account() -> Iterator[tuple[str, JiraState]]:
    state = JiraState()
    with running(state) as base:
        yield base, state


@pytest.fixture(scope="module")
def quoted(module_account: Callable[..., Any], jira_of_the_account: tuple[str, JiraState]) -> Any:
    """After a night: my words stand in a Jira issue, in its Markdown copy, on the page."""
    account = module_account(
        "quoted", kind="jira", api_url=jira_of_the_account[0], markdown_copy=True, settle_minutes=0
    )
    rows = account.export.read_text(encoding="utf-8")
    (mine,) = (line for line in rows.splitlines() if QUOTED in line)
    account.me = mine.split('"email": "')[1].split('"')[0]
    run_night(account.night())
    return account


def held(account: Any) -> set[str]:
    """Names of files that Koe wrote in whose bytes or tables the rare words stand."""
    found = set()
    for path in (account.folder / "var").rglob("*"):
        if path.is_file() and RARE.encode() in path.read_bytes():
            found.add(path.name)
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as conn:
                for table in ("messages", "voices", "outbox", "erasure_words"):
                    sql = f"SELECT * FROM {table} AS t WHERE contains(t::VARCHAR, '{RARE}')"
                    found |= {f"{path.name}:{table}"} if conn.execute(sql).fetchall() else set()
    return found


def in_jira(state: Any) -> int:
    """How often descriptions and comments hold the words; Jira's own history is Jira's."""
    shown = [[one.description, [c.body for c in one.comments]] for one in state.world.issues]
    return TypeAdapter(list[Any]).dump_json(shown).decode().count(RARE)


def value(account: Any, sql: str) -> Any:
    with Warehouse(account.main, time_zone="Asia/Tokyo").connect() as conn:
        return conn.execute(sql).fetchall()


def test_every_file_of_a_night_is_its_owners_alone(quoted: Any) -> None:
    paths = [quoted.folder / "var", *(quoted.folder / "var").rglob("*")]
    wide = {p.name: oct(p.stat().st_mode) for p in paths if stat.S_IMODE(p.stat().st_mode) & 0o077}
    assert wide == {}
    assert {p.suffix for p in paths} >= {".duckdb", ".sqlite", ".html", ".md", ".lock"}


def test_a_dry_run_counts_by_store_and_changes_nothing(
    quoted: Any, jira_of_the_account: tuple[str, JiraState]
) -> None:
    looked = erasure.look(quoted.night(), [quoted.me])
    assert (looked.counts["tickets"], looked.counts["voices"]) == (1, 1)
    assert looked.counts["issues"] == 1
    assert looked.mentions == (str(quoted.export),)
    assert in_jira(jira_of_the_account[1]) == 1
    assert {"index.html", "koe.duckdb:messages", "koe.duckdb:outbox"} <= held(quoted)


def test_an_interrupted_erasure_is_finished_and_waits_for_the_tracker_alone(
    quoted: Any, jira_of_the_account: tuple[str, JiraState], monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_args: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    base, state = jira_of_the_account
    quoted.values["tracker"]["api_url"] = "http://127.0.0.1:9"
    monkeypatch.setattr(erasure, "rewrite", power_cut)
    with pytest.raises(KeyboardInterrupt):
        erasure.erase(quoted.night(), [quoted.me], "the officer")
    monkeypatch.undo()
    left = quoted.snapshot.with_name("koe.duckdb.x.tmp")  # by a reader that was killed
    left.mkdir(0o700)
    (left / "duckdb_temp_storage_DEFAULT-0.tmp").write_text(QUOTED, encoding="utf-8")
    assert len(erasure.finish(quoted.night())) == 1
    assert held(quoted) == set()
    assert in_jira(state) == 1
    assert value(quoted, "SELECT state FROM erasure_log") == [("rewritten",)]
    quoted.values["tracker"]["api_url"] = base
    assert erasure.finish(quoted.night()) == ()
    assert in_jira(state) == 0
    assert value(quoted, "SELECT state, asked_by FROM erasure_log") == [("done", "the officer")]
    assert value(quoted, "SELECT count(*) FROM tickets") == [(70,)]


def test_the_next_night_brings_nobody_back(
    quoted: Any, jira_of_the_account: tuple[str, JiraState]
) -> None:
    assert erasure.erase(quoted.night(), [quoted.me], "me").counts["tickets"] == 0
    again = quoted.folder / "again.ndjson"
    again.write_text(quoted.export.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    counts = run_night(quoted.night(exports=[again])).stages[0].counts
    assert (counts["read"], counts["suppressed"], counts["loaded"]) == (71, 1, 0)
    assert held(quoted) == set()
    assert in_jira(jira_of_the_account[1]) == 0


def test_old_words_go_in_a_night_and_the_topics_keep_their_counts(quoted: Any) -> None:
    sql = "SELECT topic_uid, count(*) FROM ticket_topics GROUP BY ALL ORDER BY ALL"
    before = value(quoted, sql)
    quoted.values["retention"] = {"voices_days": 20, "outbox_days": 20}
    later = quoted.night().clock() + timedelta(days=40)
    report = run_night(quoted.night(later))
    counts = {stage.stage: stage.counts for stage in report.stages}["retention"]
    assert (counts["voices_emptied"], counts["file_rewritten"]) == (67, 1)
    assert value(quoted, sql) == before
    assert value(quoted, "SELECT count(*) FROM messages") == [(0,)]
    assert run_log(Warehouse(quoted.main, time_zone="Asia/Tokyo"))[0].state == "done"
