"""kill -9 at any moment of a night, then a night: the same tables and no second issue."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from warehouse.snapshot import ask

pytestmark = pytest.mark.slow

Tables = dict[str, list[tuple[Any, ...]]]
Facts = Callable[[Path], Tables]
NewAccount = Callable[..., Any]
STAGES = ("intake", "analyse", "alert", "report", "publish")
KILLS = 2
KILLED = -9


def during(stage: str, after: float) -> Callable[[Mapping[str, object]], bool]:
    """Kill ``after`` seconds into a stage."""

    def kill(word: Mapping[str, object]) -> bool:
        if word.get("begin") != stage:
            return False
        time.sleep(after)
        return True

    return kill


def at_commit(what: str, count: int) -> Callable[[Mapping[str, object]], bool]:
    """Kill when the night says for the ``count``-th time that a piece of ``what`` is done."""
    seen = 0

    def kill(word: Mapping[str, object]) -> bool:
        nonlocal seen
        seen += str(word.get("progress", "")).startswith(what)
        return seen == count

    return kill


@pytest.fixture(scope="module")
def whole(module_account: NewAccount, nights: Any) -> tuple[Any, Any]:
    """An account whose night nobody killed, and how that night went."""
    account = module_account("whole")
    ended = nights.run(account)
    assert ended.code == 0, ended.output
    return account, ended


@pytest.mark.parametrize("stage", STAGES)
def test_a_night_killed_at_random_moments_ends_like_one_that_was_not(
    stage: str, whole: tuple[Any, Any], new_account: NewAccount, nights: Any, facts: Facts
) -> None:
    account = new_account(stage)
    killed = kill_often(nights, account, stage, whole[1].seconds(stage), seed=stage)
    assert killed > 0
    ended = nights.run(account)
    assert ended.code == 0, ended.output
    assert facts(account.main) == facts(whole[0].main)
    assert facts(account.snapshot) == facts(account.main)
    assert topics_of(account.issues_in_folder()) == 4


def test_a_night_killed_in_every_stage_opens_no_second_issue_in_jira(
    whole: tuple[Any, Any],
    new_account: NewAccount,
    nights: Any,
    jira: tuple[str, Any],
    facts: Facts,
) -> None:
    base, state = jira
    account = new_account("jira", kind="jira", api_url=base, settle_minutes=0)
    for stage in STAGES:
        kill_often(nights, account, stage, whole[1].seconds(stage), seed=f"jira {stage}", kills=1)
    ended = nights.run(account)
    assert ended.code == 0, ended.output
    labels = [label for issue in state.world.issues for label in issue.labels if label != "koe"]
    assert len(labels) == len(set(labels)) == 4
    mine, theirs = facts(account.main), facts(whole[0].main)
    assert {name for name in mine if mine[name] != theirs[name]} <= {"issues"}


@pytest.mark.parametrize(("what", "count"), [("reading", 5), ("analysing", 4)])
def test_a_night_killed_right_after_a_commit_goes_on_behind_it(
    what: str,
    count: int,
    whole: tuple[Any, Any],
    new_account: NewAccount,
    nights: Any,
    facts: Facts,
) -> None:
    account = new_account("commit")
    assert nights.run(account, at_commit(what, count)).code == KILLED
    ended = nights.run(account)
    assert ended.code == 0, ended.output
    assert facts(account.main) == facts(whole[0].main)
    if what == "reading":  # the second night read only what the first had not
        read = re.search(r"intake: .*read (\d+),", ended.output)
        assert read
        assert int(read[1]) <= 71 - 9 * count


def test_the_run_log_tells_that_a_night_was_killed(
    whole: tuple[Any, Any], new_account: NewAccount, nights: Any
) -> None:
    account = new_account("told")
    assert nights.run(account, during("analyse", 0.1)).code == KILLED
    assert nights.run(account).code == 0
    _, rows = ask(account.snapshot, "SELECT state FROM run_log ORDER BY started_at, run_id")
    assert [state for (state,) in rows] == ["killed", "done"]


def kill_often(
    nights: Any, account: Any, stage: str, seconds: float, *, seed: str, kills: int = KILLS
) -> int:
    """Kill ``kills`` nights within a stage; a stage that has nothing left to do may escape.
    Whatever is published in between is whole. Returns how many were killed."""
    chance = random.Random(seed)
    killed = 0
    for _ in range(kills):
        # the machine may be three times as fast as it was when the stage was timed
        ended = nights.run(account, during(stage, chance.uniform(0, seconds / 3)))
        assert ended.code in (KILLED, 0), ended.output
        killed += ended.code == KILLED
        if account.snapshot.exists():
            assert ask(account.snapshot, "SELECT count(*) FROM topic_today")[1] == [(4,)]
    return killed


def topics_of(issues: list[str]) -> int:
    """How many topics have an issue, each exactly one."""
    uids = [uid for text in issues for uid in re.findall(r"^koe_topic_uid: (.+)$", text, re.M)]
    assert len(uids) == len(set(uids)) == len(issues)
    return len(uids)
