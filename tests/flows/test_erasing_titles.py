"""Customers whose own words are the title of an issue, since its topic has no telling name, ask to
be erased: one writes Japanese, one English."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from app.jira_sim import JiraState
from flows import erasure
from flows.night import run_night
from warehouse.store import Warehouse

pytestmark = pytest.mark.slow

SAID = re.compile(r"[「“](?:…)?(.+)[」”]")
MATTER = 17  # tickets about one matter in the export: nine Japanese, eight English


def of_one_language(export: Path) -> None:
    """The first matter is written in Japanese alone, the second in English alone."""
    kept = []
    for line in export.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        matter, place = divmod(row["id"] - 1000, MATTER)
        if not (matter == 0 and place >= 9) and not (matter == 1 and place < 9):
            kept.append(line)
    export.write_text("\n".join(kept) + "\n", encoding="utf-8")


def asked(account: Any, sql: str) -> list[Any]:
    with Warehouse(account.main, time_zone="Asia/Tokyo").connect() as conn:
        return conn.execute(sql).fetchall()


def held(account: Any, words: list[str], state: JiraState) -> set[str]:
    """Where any of the words stand: files by their bytes, tables, and the issues in Jira."""
    found = set()
    for path in (account.folder / "var").rglob("*"):
        if path.is_file():
            seen = path.read_bytes()
            found |= {path.name for one in words if one.encode() in seen}
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as conn:
                rows = conn.execute("SELECT o::VARCHAR FROM outbox AS o").fetchall()
            found |= {f"{path.name}:outbox" for one in words if one in str(rows)}
    issues = repr([(one.summary, one.description, one.comments) for one in state.world.issues])
    return found | {"jira" for one in words if one in issues}


def test_a_title_goes_with_the_customer_whom_it_quotes_and_the_next_night_runs(
    new_account: Callable[..., Any], jira: tuple[str, JiraState]
) -> None:
    base, state = jira
    account = new_account(
        "titles",
        kind="jira",
        api_url=base,
        markdown_copy=True,
        settle_minutes=0,
        create_customers=3,
    )
    of_one_language(account.export)
    run_night(account.night(), only=("intake", "analyse"))
    with Warehouse(account.main, time_zone="Asia/Tokyo").transaction() as conn:
        conn.execute("UPDATE topics SET name_ja = NULL, name_en = NULL")
    run_night(account.night(), only=("report", "publish"))
    titles = [one.summary for one in state.world.issues]
    words = [found[1] for one in titles if (found := SAID.search(one))]
    assert {one.isascii() for one in words} == {True, False}, titles
    rows = [json.loads(one) for one in account.export.read_text("utf-8").splitlines()]
    people = [
        row["requester"]["email"] for row in rows if any(one in row["description"] for one in words)
    ]
    assert held(account, words, state) >= {"koe.duckdb:outbox", "jira", "KOE-1.md", "README.md"}
    account.values["tracker"]["api_url"] = "http://127.0.0.1:9"  # the tracker is down
    assert len(erasure.erase(account.night(), people, "the officer").waiting) > 0
    assert held(account, words, state) == {"jira"}
    assert asked(account, "SELECT count(*) FROM erasure_words") == [(0,)]
    for one in state.world.issues:  # nothing but the title quotes them any more
        one.description = {"type": "doc", "version": 1, "content": []}
    account.values["tracker"]["api_url"] = base
    run_night(account.night(), only=("report", "publish"))
    assert erasure.finish(account.night()) == ()
    assert held(account, words, state) == set()
    assert asked(account, "SELECT DISTINCT state FROM erasure_log") == [("done",)]
    assert all(
        "人のお客様" in one.summary or " customers" in one.summary for one in state.world.issues
    )
    later = account.night().clock() + timedelta(days=1)
    run_night(account.night(later))
    assert held(account, words, state) == set()
