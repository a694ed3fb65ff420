"""A consolidation brings single voices to where their like are, within what it may move."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.decide import decide
from flows.night import run_night
from records.decision import DecisionKind, Wish
from records.topic import Assignment, TopicChanges
from warehouse import analysis
from warehouse.checks import run_checks
from warehouse.decisions import assignments_of, placed_by_people
from warehouse.snapshot import ask

pytestmark = pytest.mark.slow

NOTHING = dict.fromkeys(("sampled", "voices", "moved", "merged", "split", "retired", "outvoted"), 0)
DISPLACED = 5


@pytest.fixture
def displaced(account: Any) -> tuple[Any, list[str]]:
    """Five voices of #1 lie in #2, none of which shows in quotes."""
    night = account.night()
    home, other = analysis.topics(night.warehouse)[:2]
    inside = assignments_of(night.warehouse, home.topic_uid)
    ids = [one.voice_id for one in inside if one.voice_id not in home.exemplars][:DISPLACED]
    moved = tuple(Assignment(voice, other.topic_uid, None, 0.3) for voice in ids)
    changes = TopicChanges(sources=(home.topic_uid,), assignments=moved)
    with night.warehouse.lock():
        analysis.save_consolidation(night.warehouse, "before", changes, NOTHING, night.clock())
    return account, ids


def consolidated(account: Any, day: int) -> dict[str, int]:
    """What the report of a consolidation by hand counts."""
    night = account.night(account.night().clock() + timedelta(days=day))
    run_night(night, only=("consolidate", "publish"))
    assert [check.name for check in run_checks(night.warehouse) if check.rows] == []
    return dict(next(stage.counts for stage in night.stages if stage.stage == "consolidate"))


def numbers(account: Any, ids: list[str]) -> list[int]:
    rows = ask(
        account.snapshot,
        "SELECT voice_id, number FROM assignments INNER JOIN topics USING (topic_uid)",
    )[1]
    return [dict(rows)[voice] for voice in ids]


def test_voices_go_home_a_few_at_a_time_but_for_one_that_a_person_placed_then_nothing_moves(
    displaced: tuple[Any, list[str]],
) -> None:
    account, ids = displaced
    decide(account.night(), Wish(DecisionKind.MOVE, "aki", "it says so", 2, voice=ids[0]))
    moved = [consolidated(account, day)["outvoted"] for day in range(1, 4)]
    (total,) = ask(account.snapshot, "SELECT max(voices) FROM consolidations")[1][0]
    most = int(0.05 * total)
    assert moved == [most, DISPLACED - 1 - most, 0]
    assert numbers(account, ids) == [2, 1, 1, 1, 1]
    told = ask(account.snapshot, "SELECT moved, outvoted FROM consolidations ORDER BY happened_at")
    assert told[1][1:] == [(n, n) for n in moved]


def test_a_topics_life_tells_which_voices_came_and_a_moved_voice_fits_its_topic(
    displaced: tuple[Any, list[str]],
) -> None:
    account, ids = displaced
    most = consolidated(account, 1)["outvoted"]
    told = ask(
        account.snapshot,
        "SELECT topic_number, event, reason FROM topic_history"
        " WHERE event IN ('gave', 'took') ORDER BY topic_number",
    )[1]
    assert [row[:2] for row in told] == [(1, "took"), (2, "gave")]
    assert told[0][2].startswith(f"{most} voices came from #2 ({most}): most of the texts nearest")
    assert told[1][2].startswith(f"{most} voices went to #1 ({most}): ")
    fits = ask(
        account.snapshot,
        "SELECT a.similarity >= d.threshold FROM assignments AS a"
        " INNER JOIN topic_definitions AS d USING (topic_uid)"
        f" WHERE a.voice_id IN {tuple(ids)} AND a.similarity <> 0.3",
    )[1]
    assert fits == [(True,)] * most


def test_nothing_leaves_or_joins_a_pinned_topic(displaced: tuple[Any, list[str]]) -> None:
    account, ids = displaced
    decide(account.night(), Wish(DecisionKind.PIN, "aki", "as agreed", 2))
    assert consolidated(account, 1)["outvoted"] == 0
    assert numbers(account, ids) == [2] * DISPLACED


def test_what_a_split_that_was_asked_for_put_into_its_parts_stays_there(account: Any) -> None:
    decide(account.night(), Wish(DecisionKind.MERGE, "aki", "one matter", 1, other=2))
    known = {topic.topic_uid for topic in analysis.topics(account.night().warehouse)}
    number = decide(account.night(), Wish(DecisionKind.SPLIT, "aki", "two after all", 1))
    warehouse = account.night().warehouse
    parts = [t.topic_uid for t in analysis.topics(warehouse) if t.topic_uid not in known]
    inside = {one.voice_id for part in parts for one in assignments_of(warehouse, part)}
    assert inside
    assert inside <= placed_by_people(warehouse)
    decide(account.night(), Wish(DecisionKind.UNDO, "aki", "no", undoes=number))
    assert placed_by_people(warehouse) == set()
