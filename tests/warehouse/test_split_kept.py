"""What stays of a split: new definitions, moved voices and the reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from records.topic import Assignment, Lineage, LineageKind, NoTopic, Topic
from warehouse.analysis import save_split, topic_sizes, topics, voices_of
from warehouse.checks import run_checks

if TYPE_CHECKING:
    from records.voice import Voice
    from tests.warehouse.conftest import House


def _outgrown(house: House) -> list[Voice]:
    """Two topics; the first holds four voices, the second one."""
    house.born(house.topic(defined_on=1), house.topic("t-2", 2, name_ja="返金"))
    said = {"1": "落ちる", "2": "固まる", "3": "遅い", "4": "その他", "5": "返金"}
    house.land(*(house.ticket(id, text) for id, text in said.items()))
    voices = house.analyse(lambda voice: "t-2" if voice.text == "返金" else "t-1")
    return sorted(voices, key=lambda voice: voice.ticket_id)


def _cut(house: House, voices: list[Voice]) -> tuple[Topic, Topic]:
    """Two stay, one becomes a topic of its own, one waits; the fifth was never in it."""
    parent = replace(house.topic(name_ja="アプリが固まる"), threshold=0.45, defined_on=2)
    child = house.topic("t-3", 3, name_ja="遅い", defined_on=1)
    placed = [
        house.assignment(voices[0], "t-1"),
        house.assignment(voices[1], "t-1"),
        house.assignment(voices[2], "t-3"),
        Assignment(voices[3].voice_id, None, NoTopic.WAITING, 0.3),
        house.assignment(voices[4], "t-3"),
    ]
    lineage = [
        Lineage(LineageKind.KEPT, "t-1", None, "2 of 4 stay"),
        Lineage(LineageKind.SPLIT, "t-3", "t-1", "1 of 4 says one thing of its own"),
    ]
    save_split(house.wh, "run-2", parent, [child], placed, lineage, house.now)
    return parent, child


def test_a_split_moves_the_voices_of_its_topic_and_no_others(house: House) -> None:
    voices = _outgrown(house)
    _cut(house, voices)
    assert house.rows(
        "SELECT ticket_id, topic_uid, no_topic, run_id FROM assignments ORDER BY 1"
    ) == [
        ("1", "t-1", None, "run-1"),
        ("2", "t-1", None, "run-1"),
        ("3", "t-3", None, "run-2"),
        ("4", None, "waiting", "run-2"),
        ("5", "t-2", None, "run-1"),
    ]
    assert {found.name: found.rows for found in run_checks(house.wh) if found.rows} == {}


def test_a_split_topic_keeps_its_number_and_gets_its_next_definition_and_name(
    house: House,
) -> None:
    parent, child = _cut(house, _outgrown(house))
    assert [topic for topic in topics(house.wh) if topic.topic_uid != "t-2"] == [parent, child]
    assert house.rows(
        "SELECT topic_uid, version, voices, run_id FROM topic_definitions"
        " WHERE topic_uid <> 't-2' ORDER BY ALL"
    ) == [("t-1", 1, 1, "run-1"), ("t-1", 2, 2, "run-2"), ("t-3", 1, 1, "run-2")]


def test_a_split_saved_twice_happened_once_and_says_why(house: House) -> None:
    voices = _outgrown(house)
    _cut(house, voices)
    before = house.contents()
    _cut(house, voices)  # killed after the commit and run again
    assert house.contents() == before
    assert house.rows(
        "SELECT kind, topic_uid, other_uid FROM lineage WHERE run_id = 'run-2' ORDER BY ALL"
    ) == [("kept", "t-1", None), ("split", "t-3", "t-1")]


def test_a_confirmed_topic_stays_as_it_is_but_for_the_voices_it_was_confirmed_on(
    house: House,
) -> None:
    _outgrown(house)
    (before, other), placed = topics(house.wh), house.rows("FROM assignments ORDER BY ALL")
    kept = Lineage(LineageKind.KEPT, "t-1", None, "one matter still")
    save_split(house.wh, "run-2", replace(before, defined_on=4), [], [], [kept], house.now)
    assert topics(house.wh) == [replace(before, defined_on=4), other]
    assert house.rows("FROM assignments ORDER BY ALL") == placed


def test_the_size_of_a_topic_counts_its_voices_and_a_muted_one_is_left_alone(
    house: House,
) -> None:
    _outgrown(house)
    assert topic_sizes(house.wh) == {"t-1": 4, "t-2": 1}
    house.run("UPDATE topics SET muted = TRUE WHERE topic_uid = 't-1'")
    assert topic_sizes(house.wh) == {"t-2": 1}


def test_the_voices_of_a_topic_come_back_as_they_were_cut(house: House) -> None:
    voices = _outgrown(house)
    assert voices_of(house.wh, "t-1") == voices[:4]
    assert voices_of(house.wh, "t-2") == voices[4:]
