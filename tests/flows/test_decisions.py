"""What people decide about topics: at once, for good, for that topic only, and reversible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from flows import consolidate
from flows.decide import decide
from flows.night import run_night
from flows.topic_models import embedder_of
from nlp.topics.budget import Budget
from nlp.topics.consolidate import Evidence
from records.decision import DecisionKind, Wish
from records.errors import InputError
from records.topic import Topic
from warehouse import analysis
from warehouse.checks import run_checks
from warehouse.snapshot import ask

pytestmark = pytest.mark.slow

NewAccount = Callable[..., Any]
WHO = ("aki", "because")


def topics(account: Any) -> dict[int, Topic]:
    return {topic.number: topic for topic in analysis.topics(account.night().warehouse)}


def wish(account: Any, kind: DecisionKind, topic: int = 0, **more: Any) -> int:
    return decide(account.night(), Wish(kind, *WHO, topic, **more))


def shown(account: Any, sql: str) -> list[tuple[Any, ...]]:
    return ask(account.snapshot, sql)[1]


def placed(account: Any) -> dict[str, int | None]:
    """Every voice's topic number in the published snapshot."""
    return dict(
        shown(
            account,
            "SELECT voice_id, number FROM assignments LEFT JOIN topics USING (topic_uid)",
        )
    )


def about(account: Any, word: str) -> int:
    """The topic in which most voices that hold a word are."""
    ((number, _),) = shown(
        account,
        "SELECT topic_number, count(*) AS n FROM voice_quotes"
        f" WHERE contains(text, '{word}') GROUP BY ALL ORDER BY n DESC LIMIT 1",
    )
    return int(number)


def test_a_new_name_shows_at_once_and_the_other_language_keeps_its_own(account: Any) -> None:
    before = topics(account)
    wish(account, DecisionKind.RENAME, 1, name_ja="レシートで落ちる")
    after = topics(account)
    assert (after[1].name_ja, after[1].name_en) == ("レシートで落ちる", before[1].name_en)
    assert {n: t for n, t in after.items() if n != 1} == {n: t for n, t in before.items() if n != 1}
    assert shown(account, "SELECT topic_name FROM topic_today WHERE topic_number = 1") == [
        ("レシートで落ちる",)
    ]


def test_a_merge_moves_the_voices_of_one_topic_and_touches_no_other(account: Any) -> None:
    before, was = topics(account), placed(account)
    wish(account, DecisionKind.MERGE, 1, other=2)
    after, now = topics(account), placed(account)
    assert now == {voice: 1 if number == 2 else number for voice, number in was.items()}
    assert (after[2].state, after[2].merged_into) == ("merged", before[1].topic_uid)
    assert {n: t for n, t in after.items() if n > 2} == {n: t for n, t in before.items() if n > 2}
    assert [r for r in run_checks(account.night().warehouse) if r.rows] == []
    assert shown(account, "SELECT event, other_number, told_by, reason FROM topic_history"
                 " WHERE topic_number = 2 AND decision IS NOT NULL") == [
        ("merge", 1, "aki", "because")
    ]  # fmt: skip


def test_a_renamed_and_a_merged_topic_survive_ten_nights_and_a_consolidation(
    account: Any, more_tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    wish(account, DecisionKind.RENAME, 1, name_ja="私の名前", name_en="my name")
    wish(account, DecisionKind.MERGE, 3, other=4)
    before, was = topics(account), placed(account)
    clock = account.night().clock()
    rows = more_tickets()
    for night in range(10):
        account.write([row | {"id": row["id"] + 100 * night} for row in rows])
        run_night(account.night(clock + timedelta(days=9 + night)))
    run_night(account.night(clock + timedelta(days=30)), only=("consolidate", "publish"))
    after, now = topics(account), placed(account)
    assert (after[1].name_ja, after[1].name_en) == ("私の名前", "my name")
    assert after == before
    assert {voice: now[voice] for voice in was} == was
    assert len(now) > len(was)


@pytest.mark.parametrize("kind", ["rename", "merge", "move", "mute", "pin"])
def test_an_undone_decision_leaves_everything_as_it_was(account: Any, kind: str) -> None:
    before, was = topics(account), placed(account)
    voice = next(voice for voice, number in was.items() if number == 2)
    more: dict[str, dict[str, Any]] = {
        "rename": {"name_en": "other"}, "merge": {"other": 2}, "move": {"voice": voice[:16]},
    }  # fmt: skip
    number = wish(account, DecisionKind(kind), 1, **more.get(kind, {}))
    assert (topics(account), placed(account)) != (before, was)
    wish(account, DecisionKind.UNDO, undoes=number)
    assert topics(account) == before
    assert placed(account) == was


def test_a_split_that_was_asked_for_can_be_undone(account: Any) -> None:
    wish(account, DecisionKind.MERGE, 1, other=2)
    was = placed(account)
    number = wish(account, DecisionKind.SPLIT, 1)
    assert len(set(placed(account).values())) > len(set(was.values()))
    wish(account, DecisionKind.UNDO, undoes=number)
    assert placed(account) == was


def test_after_a_merge_is_undone_what_came_meanwhile_goes_where_it_belongs(
    account: Any, more_tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    crash, twice = about(account, "撮影"), about(account, "二重")
    number = wish(account, DecisionKind.MERGE, crash, other=twice)
    was = placed(account)
    account.write(more_tickets())
    run_night(account.night(account.night().clock() + timedelta(days=9)))
    came = {voice for voice, at in placed(account).items() if at == crash and voice not in was}
    wish(account, DecisionKind.UNDO, undoes=number)
    now = placed(account)
    assert {now[voice] for voice in came} == {crash, twice}


def test_the_newest_decision_about_a_topic_is_undone_first(account: Any) -> None:
    merge = wish(account, DecisionKind.MERGE, 1, other=2)
    name = wish(account, DecisionKind.RENAME, 1, name_en="both")
    wish(account, DecisionKind.MUTE, 3)
    with pytest.raises(InputError, match=f"decision {name} .* came after it"):
        wish(account, DecisionKind.UNDO, undoes=merge)


def test_a_moved_voice_stays_where_it_was_put(account: Any) -> None:
    voice = next(v for v, number in placed(account).items() if number == 2)
    wish(account, DecisionKind.MOVE, 1, voice=voice)
    account.values["analysis"]["batch_tickets"] = 11
    account.write([])
    run_night(account.night(account.night().clock() + timedelta(days=9)))
    run_night(account.night(), only=("consolidate", "publish"))
    assert placed(account)[voice] == 1


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("rename", {}, "no name is given"),
        ("rename", {"name_ja": "090-1234-5678 の件"}, "cannot be a topic's name"),
        ("merge", {"other": 1}, "cannot be merged with itself"),
        ("merge", {"other": 99}, "there is no topic 99"),
        ("move", {"voice": "zz"}, "no voice begins"),
        ("undo", {"undoes": 5}, "no decision 5 in force"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    account: Any, kind: str, more: dict[str, Any], told: str
) -> None:
    before = topics(account)
    with pytest.raises(InputError, match=told):
        wish(account, DecisionKind(kind), 1, **more)
    assert topics(account) == before
    assert shown(account, "FROM decisions") == []


def test_topics_that_retire_together_give_no_voices_to_each_other(account: Any) -> None:
    """Found on the ministry's complaints: fourteen voices lay in topics that were gone."""
    night = account.night()
    with night.warehouse.lock():
        night.run_id = "20300101T000000Z"
        sizes = analysis.topic_sizes(night.warehouse)
        going = [topic for topic in analysis.topics(night.warehouse) if topic.number in (1, 2, 3)]
        evidence = Evidence(10, none=tuple((topic, "scattered") for topic in going))
        plan = consolidate._Plan(Budget(2 * sum(sizes.values())))
        consolidate._retire(night, plan, evidence, sizes, embedder_of(night))
        consolidate._save(night, plan, evidence, sum(sizes.values()))
    assert plan.counts["retired"] == 3
    assert plan.moved
    assert [found.name for found in run_checks(night.warehouse) if found.rows] == []
