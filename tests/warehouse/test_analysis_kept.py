"""What is up for analysis, and what stays of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from records.ticket import Role, Status, Ticket, Visibility
from records.topic import Assignment, NoTopic
from records.voice import Label
from warehouse.analysis import (
    Analysed,
    counted_tickets,
    newly_waiting,
    next_topic_number,
    pending_tickets,
    pool,
    raise_sentence_counts,
    recurring_sentences,
    retract_departed,
    save_analysis,
    save_discovery,
    topics,
    voice_customers,
)
from warehouse.checks import run_checks
from warehouse.runs import start_run

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

HOUR = timedelta(hours=1)


def pending(house: House, **options: bool) -> list[Ticket]:
    found = pending_tickets(house.wh, now=house.now, settle_hours=24, limit=100, **options)
    return [ticket for ticket, _ in found]


def bad_rows(house: House) -> dict[str, int]:
    return {found.name: len(found.rows) for found in run_checks(house.wh) if found.rows}


def test_a_pending_ticket_comes_back_exactly_as_it_was_landed(house: House) -> None:
    reply = house.said("再起動してください。", id="1-9", role=Role.AGENT, at=house.now)
    ticket = house.ticket(
        "1", house.said("落ちる", id="1-0"), reply, attributes={"店": "渋谷"}, tags=("a",), csat=0.5
    )
    house.land(ticket)
    ((found, messages),) = pending_tickets(house.wh, now=house.now, settle_hours=24, limit=9)
    placed = tuple(replace(message, position=at) for at, message in enumerate(ticket.messages))
    assert messages == placed
    assert found == replace(ticket, messages=placed)


def test_only_the_resolved_set_is_analysed(house: House) -> None:
    note = house.said("内部メモ", id="5-0", visibility=Visibility.PRIVATE)
    reply = house.said("解決しました", id="6-0", role=Role.AGENT)
    house.land(
        house.ticket("1"),
        house.ticket("2", status=Status.CLOSED),
        house.ticket("3", status=Status.OPEN),
        house.ticket("4", status=Status.SPAM),
        house.ticket("5", note),
        house.ticket("6", reply),
        house.ticket("7", resolved_at=house.now - 23 * HOUR),
        house.ticket("8", resolved_at=None, updated_at=house.now - 25 * HOUR),
        house.ticket("9", resolved_at=None, updated_at=house.now - 23 * HOUR),
    )
    assert [ticket.ticket_id for ticket in pending(house)] == ["1", "2", "8"]


def test_tickets_come_in_canonical_order_whatever_order_they_arrived_in(house: House) -> None:
    born = {"b": 3, "a": 3, "c": 5}
    house.land(*(house.ticket(i, created_at=house.now - n * 24 * HOUR) for i, n in born.items()))
    assert [ticket.ticket_id for ticket in pending(house)] == ["c", "a", "b"]
    first = pending_tickets(house.wh, now=house.now, settle_hours=24, limit=2)
    assert [ticket.ticket_id for ticket, _ in first] == ["c", "a"]


def test_an_analysed_ticket_is_pending_again_only_when_its_content_changes(house: House) -> None:
    house.land(house.ticket("1"))
    house.analyse()
    assert pending(house) == []
    house.land(house.ticket("1", source_version=2))
    assert pending(house) == []
    house.land(house.ticket("1", "別の文", source_version=3))
    assert [ticket.ticket_id for ticket in pending(house)] == ["1"]


def test_what_lands_while_a_ticket_is_analysed_stays_work(house: House) -> None:
    house.land(house.ticket("1", "before"))
    tickets = pending(house)
    house.land(house.ticket("1", "after", source_version=2))
    save_analysis(house.wh, "run-1", Analysed(tickets, [], [], []))
    assert [ticket.messages[0].text for ticket in pending(house)] == ["after"]


def test_saving_the_same_batch_twice_changes_nothing(house: House) -> None:
    house.born(house.topic())
    house.land(house.ticket("1", "落ちる", "crashes"), house.ticket("2"))
    tickets = pending(house)
    voices = house.analyse(lambda _voice: "t-1")
    before = house.contents()
    labels = [
        Label(voice.voice_id, task, value, 0.9, "test-1")
        for voice in voices
        for task, value in (("request_type", "bug"), ("sentiment", "negative"))
    ]
    assignments = [house.assignment(voice, "t-1") for voice in voices]
    save_analysis(house.wh, "run-1", Analysed(tickets, voices, labels, assignments))
    assert house.contents() == before


def test_a_voice_that_is_still_there_keeps_its_topic_and_its_run(house: House) -> None:
    house.born(house.topic(), house.topic("t-2", 2))
    house.land(house.ticket("1", "落ちる", "crashes"))
    house.analyse(lambda voice: "t-1" if voice.language == "ja" else None)
    house.run_id = "run-2"
    house.land(house.ticket("1", "落ちる", "crashes", "third", source_version=2))
    house.analyse(lambda _voice: "t-2", label="request")
    assert house.rows(
        "SELECT v.text, v.run_id, a.topic_uid, a.run_id FROM voices v"
        " JOIN assignments a USING (voice_id) ORDER BY v.text"
    ) == [
        ("crashes", "run-1", "t-2", "run-2"),
        ("third", "run-2", "t-2", "run-2"),
        ("落ちる", "run-1", "t-1", "run-1"),
    ]
    assert house.rows("SELECT DISTINCT value FROM labels WHERE task = 'request_type'") == [
        ("request",)
    ]
    assert bad_rows(house) == {}


def test_a_voice_that_is_gone_takes_its_labels_and_assignment_with_it(house: House) -> None:
    house.land(house.ticket("1", "落ちる", "secret words"))
    house.analyse()
    house.land(house.ticket("1", "落ちる", "(redacted)", source_version=2))
    house.analyse()
    assert house.rows("SELECT text FROM voices ORDER BY 1") == [("(redacted)",), ("落ちる",)]
    assert house.value("SELECT count(*) FROM labels") == 4
    assert bad_rows(house) == {}


def test_a_ticket_without_a_voice_says_why(house: House) -> None:
    house.land(house.ticket("1", "お世話になっております。"), house.ticket("2", " \n"))
    save_analysis(house.wh, "run-1", Analysed(pending(house), [], [], []))
    assert house.rows("SELECT ticket_id, no_voice FROM tickets ORDER BY 1") == [
        ("1", "boilerplate"),
        ("2", "empty"),
    ]
    assert bad_rows(house) == {}


@pytest.mark.parametrize("status", [Status.SPAM, Status.DELETED, Status.MERGED])
def test_voices_of_a_ticket_that_left_the_count_are_taken_back(
    house: House, status: Status
) -> None:
    house.born(house.topic())
    house.land(house.ticket("1"), house.ticket("2"))
    house.analyse(lambda _voice: "t-1")
    house.land(house.ticket("1", source_version=2, status=status))
    assert house.value("SELECT tickets FROM topic_today") == 1, "hidden before it is taken back"
    assert retract_departed(house.wh) == 1
    assert house.rows("SELECT ticket_id FROM voices") == [("2",)]
    assert retract_departed(house.wh) == 0
    assert bad_rows(house) == {}
    house.land(house.ticket("1", source_version=3))
    assert [ticket.ticket_id for ticket in pending(house)] == ["1"], "restored: work again"


def test_a_reopened_ticket_stays_counted(house: House) -> None:
    house.born(house.topic())
    house.land(house.ticket("1"))
    house.analyse(lambda _voice: "t-1")
    house.land(house.ticket("1", source_version=2, status=Status.OPEN))
    assert retract_departed(house.wh) == 0
    assert house.value("SELECT tickets FROM topic_today") == 1
    assert pending(house) == []


def test_a_sentence_is_counted_once_a_ticket_however_often_it_is_analysed(house: House) -> None:
    house.land(house.ticket("1"), house.ticket("2"), house.ticket("3"))
    said = {("zendesk", "1"): ["thanks", "x"], ("zendesk", "2"): ["thanks"]}
    for run_id in ("run-1", "run-2"):
        raise_sentence_counts(house.wh, run_id, said)
    assert recurring_sentences(house.wh, "zendesk", 2) == {"thanks"}
    raise_sentence_counts(house.wh, "run-3", {("zendesk", "3"): {"thanks", "x"}})
    assert recurring_sentences(house.wh, "zendesk", 3) == {"thanks"}
    assert recurring_sentences(house.wh, "zendesk", 2) == {"thanks", "x"}
    assert recurring_sentences(house.wh, "another", 1) == frozenset()
    assert counted_tickets(house.wh) == 3


def test_the_counting_pass_sees_each_ticket_once_also_one_without_sentences(
    house: House,
) -> None:
    house.land(house.ticket("1"), house.ticket("2"))
    (first, second) = pending(house, uncounted_only=True)
    raise_sentence_counts(house.wh, "run-1", {(first.source, first.ticket_id): []})
    assert pending(house, uncounted_only=True) == [second]
    assert pending(house) == [first, second]


def test_the_pool_takes_the_newest_voices_and_gives_them_in_canonical_order(
    house: House,
) -> None:
    ages = {"a": 5, "b": 9, "c": 3, "d": 4}
    for ticket_id, days in ages.items():
        said = house.said(ticket_id, id=ticket_id, at=house.now - days * 24 * HOUR)
        house.land(house.ticket(ticket_id, said))
    voices = house.analyse()
    waiting = pool(house.wh, 3)
    assert [voice.text for voice in waiting] == ["a", "d", "c"]
    assert set(waiting) <= set(voices)
    customers = voice_customers(house.wh, [voice.voice_id for voice in waiting])
    assert set(customers.values()) == {"c_a", "c_c", "c_d"}


def test_what_nobody_looked_at_yet_is_in_the_pool_however_old_it_is(house: House) -> None:
    at = house.now
    for number in range(6):
        said = house.said(f"matter {number}", at=at - number * HOUR)
        house.land(house.ticket(str(number), said, created_at=at - number * HOUR))
    voices = house.analyse()
    oldest = min(voices, key=lambda voice: voice.said_at)
    assert oldest.voice_id not in {voice.voice_id for voice in pool(house.wh, 2)}
    late = pool(house.wh, 2, {oldest.voice_id})
    newest = max(voices, key=lambda voice: voice.said_at)
    assert [voice.voice_id for voice in late] == [oldest.voice_id, newest.voice_id]


def test_what_came_to_wait_tonight_is_in_the_pool_before_it_is_counted(house: House) -> None:
    house.land(house.ticket("1", house.said("an old matter", at=house.now - 48 * HOUR)))
    (old,) = house.analyse()
    house.land(house.ticket("2", house.said("a new matter", at=house.now - 24 * HOUR)))
    with house.wh.counting_later():
        (new,) = house.analyse()
        assert [voice.text for voice in pool(house.wh, 9, {new.voice_id})] == [old.text, new.text]


def test_only_waiting_voices_are_in_the_pool(house: House) -> None:
    house.land(house.ticket("1", "short"))
    ((ticket, messages),) = pending_tickets(house.wh, now=house.now, settle_hours=24, limit=9)
    voice = house.voice(ticket, messages[0])
    assignment = Assignment(voice.voice_id, None, NoTopic.TOO_SHORT, 0.0)
    save_analysis(house.wh, "run-1", Analysed([ticket], [voice], [], [assignment]))
    assert pool(house.wh, 10) == []


def test_a_topic_comes_back_as_it_was_saved_and_its_number_is_never_used_again(
    house: House,
) -> None:
    assert next_topic_number(house.wh) == 1
    topic = house.topic(number=7, prototypes=((1.0, 0.0), (0.0, 1.0)), counter_example="v")
    house.born(topic)
    assert topics(house.wh) == [topic]
    assert next_topic_number(house.wh) == 8


def test_discovery_moves_waiting_voices_and_nothing_that_has_a_topic(house: House) -> None:
    house.born(house.topic())
    house.land(house.ticket("1", "settled"), house.ticket("2", "waiting"))
    voices = house.analyse(lambda voice: "t-1" if voice.text == "settled" else None)
    newborn = house.topic("t-2", 2)
    for _ in range(2):  # killed after the commit and run again
        house.born(newborn, assignments=[house.assignment(voice, "t-2") for voice in voices])
    assert house.rows("SELECT topic_uid FROM assignments ORDER BY 1") == [("t-1",), ("t-2",)]
    assert house.rows("SELECT kind, topic_uid FROM lineage ORDER BY 2") == [
        ("born", "t-1"),
        ("born", "t-2"),
    ]
    assert bad_rows(house) == {}


def test_a_topic_that_grew_gets_a_next_definition_and_a_name_in_its_new_language(
    house: House,
) -> None:
    house.born(house.topic(name_en=None))
    grown = house.topic(name_en="app · crashes", prototypes=((1.0, 0.0),), threshold=0.4)
    for _ in range(2):
        save_discovery(house.wh, "run-2", [], [], [], house.now, grown=[grown])
    (found,) = topics(house.wh)
    assert (found.name_ja, found.threshold) == ("アプリが落ちる", 0.4)
    assert found.name_en == "app · crashes"
    assert found.prototypes == ((1.0, 0.0),)
    assert house.rows("SELECT version FROM topic_definitions ORDER BY 1") == [(1,), (2,)]


def test_a_discovery_that_found_nothing_is_not_tried_again_on_the_same_voices(
    house: House,
) -> None:
    start_run(house.wh, "run-1", "nightly", {}, house.now)
    house.land(house.ticket("1"), house.ticket("2"))
    house.analyse()
    assert len(newly_waiting(house.wh)) == 2
    save_discovery(house.wh, "run-1", [], [], [], house.now)
    assert len(newly_waiting(house.wh)) == 0
    house.now += 24 * HOUR
    house.run_id = "run-2"
    start_run(house.wh, "run-2", "nightly", {}, house.now)
    house.land(house.ticket("1", "別の文", source_version=2), house.ticket("3"))
    house.analyse()
    assert len(newly_waiting(house.wh)) == 2
