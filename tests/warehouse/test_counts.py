"""What is counted is what is there, whatever happened to it and in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from records.decision import Decision, DecisionKind
from records.ticket import Role, Status
from records.topic import Assignment, TopicChanges, TopicState
from records.voice import Label
from warehouse import erasure, retention
from warehouse.analysis import retract_departed, save_consolidation, save_split, topics
from warehouse.checks import run_checks
from warehouse.counts import count_marked, mark_all
from warehouse.decisions import save_decision
from warehouse.labels import Deciding, correct, relabel, target_of
from warehouse.snapshot import ask, publish
from warehouse.topics import voices_of

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

COUNTED = ("counted_tickets", "counted_topics", "counted_voices", "uncounted")
NOBODY = dict.fromkeys(("sampled", "voices", "moved", "merged", "split", "retired", "outvoted"), 0)
IDS = [str(n) for n in range(8)]


def counted(house: House) -> dict[str, object]:
    contents = house.contents()
    return {name: contents[name] for name in COUNTED}


def assert_true(house: House) -> None:
    """No check finds anything, and counting all anew changes nothing."""
    assert {found.name: found.rows for found in run_checks(house.wh) if found.rows} == {}
    before = counted(house)
    assert before["uncounted"] == []
    with house.wh.transaction() as conn:
        mark_all(conn)
    assert counted(house) == before


@pytest.fixture(scope="module")
def filled_house(begun: House) -> House:
    """Eight tickets in two topics, an answered one among them, one still open."""
    begun.born(begun.topic(), begun.topic("t-2", 2, name_ja="返金", name_en="Refunds"))
    agent = begun.said("ご案内します", id="7-9", role=Role.AGENT, at=begun.now - timedelta(days=2))
    tickets = [begun.ticket(id, f"落ちる {id}", f"refund {id}") for id in IDS]
    answered = replace(tickets[7], messages=(*tickets[7].messages, replace(agent, author="a_1")))
    begun.land(*tickets[:7], answered, begun.ticket("open", "待つ", status=Status.OPEN))
    begun.analyse(lambda voice: "t-1" if voice.language == "ja" else "t-2")
    return begun


@pytest.fixture
def filled(filled_house: House, again: Callable[[House], House]) -> House:
    return again(filled_house)


Event = Callable[["House", Random], None]


def _lands_again(house: House, chance: Random) -> None:
    id = chance.choice(IDS)
    words = chance.choice(["落ちる", "crash", "返金して"])
    status = chance.choice([Status.RESOLVED, Status.OPEN])
    version = 2 + len(house.rows("FROM run_files")) + house.files
    house.land(
        house.ticket(
            id, f"{words} {id}", source_version=version, status=status, segment=chance.choice("ab")
        )
    )


def _is_analysed(house: House, chance: Random) -> None:
    house.analyse(lambda _voice: chance.choice(["t-1", "t-2", None]))


def _departs(house: House, chance: Random) -> None:
    status = chance.choice([Status.SPAM, Status.DELETED, Status.MERGED])
    id, version = chance.choice(IDS), 2 + house.files
    house.land(house.ticket(id, f"落ちる {id}", source_version=version, status=status))
    if chance.random() < 0.5:
        retract_departed(house.wh)


def _consolidates(house: House, chance: Random) -> None:
    first, second = sorted(topics(house.wh), key=lambda topic: topic.topic_uid)[:2]
    moved = [house.assignment(voice, "t-2") for voice in voices_of(house.wh, "t-1")[:3]]
    changes = TopicChanges((), (first, second), ("t-1", "t-2"), tuple(moved), ())
    house.run_id = f"run-{chance.random()}"
    save_consolidation(house.wh, house.run_id, changes, NOBODY, house.now)


def _splits(house: House, chance: Random) -> None:
    parent = next(topic for topic in topics(house.wh) if topic.topic_uid == "t-2")
    number = max(topic.number for topic in topics(house.wh)) + 1
    child = house.topic(f"t-{number}", number)
    moved = [house.assignment(voice, child.topic_uid) for voice in voices_of(house.wh, "t-2")[::2]]
    house.run_id = f"run-{chance.random()}"
    save_split(house.wh, house.run_id, parent, [child], moved, [], house.now)


def _is_moved_by_a_person(house: House, chance: Random) -> None:
    found = house.rows("SELECT voice_id FROM assignments ORDER BY 1")
    if not found:
        return
    (voice,) = chance.choice(found)
    decision = Decision(0, DecisionKind.MOVE, "t-1", ("t-2",), voice, "mori", "x")
    placed = (Assignment(str(voice), "t-1", None, 0.9),)
    changes = TopicChanges((), (), (), placed, ())
    save_decision(house.wh, house.run_id, decision, changes, (), house.now)


def _is_labelled_anew(house: House, chance: Random) -> None:
    voices = voices_of(house.wh, "t-1")[:2]
    label = chance.choice(["bug", "how-to", "request"])
    relabel(
        house.wh, voices, [Label(one.voice_id, "request_type", label, 0.9, "t") for one in voices]
    )


def _is_corrected(house: House, chance: Random) -> None:
    found = house.rows("SELECT DISTINCT ticket_id FROM voices ORDER BY 1")
    if found:
        target = target_of(house.wh, str(chance.choice(found)[0]))
        correct(house.wh, target, "request_type", "account", Deciding("mori", "so", house.now))


def _is_erased(house: House, chance: Random) -> None:
    theirs = erasure.look(house.wh, [f"c_{chance.choice(IDS)}"])
    said: dict[tuple[str, str], list[str]] = {
        key: [] for key in erasure.messages_of(house.wh, theirs)
    }
    erasure.delete(
        house.wh, theirs, said, erasure_id=f"e{chance.random()}", asked_by="dpo", now=house.now
    )


def _loses_its_words_by_age(house: House, chance: Random) -> None:
    before = house.now + timedelta(days=1)
    retention.age_voices(house.wh, before, chance.choice([1, 3]))
    if chance.random() < 0.5:
        retention.age_messages(house.wh, before, 1)


EVENTS: tuple[Event, ...] = (
    *(_lands_again, _is_analysed, _departs, _consolidates, _splits, _is_moved_by_a_person),
    *(_is_labelled_anew, _is_corrected, _is_erased, _loses_its_words_by_age),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__.strip("_"))
def test_counts_are_true_after_a_ticket(filled: House, event: Event) -> None:
    event(filled, Random(1))
    assert_true(filled)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_counts_are_true_after_any_history(filled: House, seed: int) -> None:
    chance = Random(seed)
    for _ in range(9):
        chance.choice(EVENTS)(filled, chance)
        assert filled.rows("FROM uncounted") == []
    assert_true(filled)


def test_a_run_that_counts_once_at_its_end_counts_the_same(filled: House) -> None:
    with filled.wh.counting_later():
        _lands_again(filled, Random(3))
        _is_analysed(filled, Random(3))
        _splits(filled, Random(3))
        assert filled.rows("FROM uncounted") != []
    assert_true(filled)


def test_what_a_killed_run_left_uncounted_is_counted_by_the_next_to_open_the_file(
    filled: House,
) -> None:
    with filled.wh.lock(), filled.wh.transaction() as conn:
        conn.execute("UPDATE tickets SET segment = 'pro'")
        mark_all(conn)
        filled.wh._counts_later = True  # as a process that dies within counting_later
    filled.opened_anew()
    assert filled.rows("SELECT DISTINCT segment FROM ticket_topics") == [("pro",)]
    assert_true(filled)


def test_a_snapshot_is_never_published_uncounted(filled: House) -> None:
    filled.wh._counts_later = True
    filled.run("UPDATE tickets SET segment = 'pro'")
    filled.wh._counts_later = False
    target = publish(filled.wh, filled.folder / "published.duckdb").path
    assert ask(target, "SELECT DISTINCT segment FROM ticket_topics")[1] == [("pro",)]


def test_another_time_zone_counts_every_day_anew(filled: House) -> None:
    before = filled.rows("SELECT DISTINCT created_day FROM ticket_topics")
    filled.opened_anew(time_zone="Pacific/Pago_Pago")
    assert filled.rows("SELECT DISTINCT created_day FROM ticket_topics") != before
    assert_true(filled)


def test_a_night_counts_no_more_than_what_it_touched(filled: House) -> None:
    numbers = dict(filled.rows("SELECT ticket_id, ticket FROM counted_tickets"))
    filled.land(filled.ticket("3", "また落ちる", source_version=9))
    after = dict(filled.rows("SELECT ticket_id, ticket FROM counted_tickets"))
    assert {id for id, number in after.items() if numbers[id] != number} == {"3"}


def test_a_topic_that_a_person_merged_away_counts_no_ticket(filled: House) -> None:
    moved = tuple(filled.assignment(voice, "t-1") for voice in voices_of(filled.wh, "t-2"))
    gone = next(topic for topic in topics(filled.wh) if topic.topic_uid == "t-2")
    gone = replace(gone, state=TopicState.MERGED, merged_into="t-1")
    decision = Decision(0, DecisionKind.MERGE, "t-1", ("t-2",), None, "mori", "the same")
    changes = TopicChanges((), (gone,), (), moved, ())
    save_decision(filled.wh, filled.run_id, decision, changes, (), filled.now)
    assert filled.rows("SELECT topic_number, tickets FROM topic_today") == [(1, 8)]
    assert_true(filled)


def test_nothing_is_counted_where_nothing_changed(filled: House) -> None:
    before = filled.rows("SELECT ticket FROM counted_tickets ORDER BY 1")
    with filled.wh.transaction() as conn:
        count_marked(conn)
    assert filled.rows("SELECT ticket FROM counted_tickets ORDER BY 1") == before
