"""Old texts go, trends stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from records.issue import Block, Operation, OperationKind, OperationState
from records.ticket import Status
from warehouse import retention
from warehouse.checks import run_checks
from warehouse.outbox import outbox, outbox_add, outbox_set_state
from warehouse.rewrite import rewrite
from warehouse.search import refuse_words

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

DAY = timedelta(days=1)
TRACKER = "markdown var/issues KOE x"
TRENDS = (
    "SELECT topic_number, week, tickets, customers FROM topic_trend_weekly ORDER BY ALL",
    "SELECT ticket_id, customer, segment FROM ticket_topics ORDER BY ALL",
)


@pytest.fixture(scope="module")
def aged_house(begun: House) -> House:
    """Two old tickets in a topic, and one of today."""
    begun.born(begun.topic())
    begun.land(
        begun.ticket("1", "レシートを撮ると落ちます。", subject="落ちる", attributes={"メモ": "x"}),
        begun.ticket("2", "It crashes on photos."),
    )
    begun.analyse(lambda _voice: "t-1")
    begun.now += 100 * DAY
    begun.run_id = "run-2"
    begun.land(begun.ticket("3", "新しいお問い合わせです。"))
    begun.now += 3 * DAY
    begun.analyse(lambda _voice: "t-1")
    return begun


@pytest.fixture
def aged(aged_house: House, again: Callable[[House], House]) -> House:
    return again(aged_house)


def age(house: House, days: int = 50, most: int = 100) -> tuple[int, int]:
    before = house.now - days * DAY
    emptied = retention.age_messages(house.wh, before, most)
    return emptied, retention.age_voices(house.wh, before, most)


def test_the_words_of_old_tickets_go_and_no_trend_changes(aged: House) -> None:
    before = [aged.rows(sql) for sql in TRENDS]
    assert age(aged) == (2, 2)
    assert aged.rows("SELECT ticket_id FROM messages") == [("3",)]
    assert aged.rows("SELECT ticket_id FROM voice_quotes") == [("3",)]
    assert aged.rows("SELECT DISTINCT subject, attributes FROM tickets WHERE ticket_id < '3'") == [
        ("", "{}")
    ]
    assert [aged.rows(sql) for sql in TRENDS] == before
    assert [check.name for check in run_checks(aged.wh) if check.rows] == []


def test_a_full_export_does_not_bring_old_words_back(aged: House) -> None:
    age(aged)
    said = aged.said("レシートを撮ると落ちます。", id="1-0", at=aged.now - 106 * DAY)
    again = aged.ticket(
        *("1", said),
        subject="落ちる",
        attributes={"メモ": "x"},
        created_at=said.sent_at,
        updated_at=said.sent_at + DAY,
        resolved_at=said.sent_at + DAY,
    )
    counts = aged.land(again)
    assert (counts.loaded, counts.unchanged) == (0, 1)
    assert aged.rows("SELECT ticket_id FROM messages") == [("3",)]
    assert aged.analyse() == []


def test_what_a_customer_writes_after_the_cut_is_kept_beside_what_was_counted(
    aged: House,
) -> None:
    age(aged)
    fresh = aged.said("まだ落ちます。どうなっていますか。", id="1-9", at=aged.now)
    back = aged.ticket("1", fresh, source_version=9, updated_at=aged.now, status=Status.RESOLVED)
    aged.land(replace(back, resolved_at=aged.now))
    aged.now += 2 * DAY
    assert [voice.text for voice in aged.analyse(lambda _v: "t-1")] == [fresh.text]
    assert aged.value("SELECT voices FROM ticket_topics WHERE ticket_id = '1'") == 2
    assert [check.name for check in run_checks(aged.wh) if check.rows] == []


def test_a_night_removes_a_bounded_number_the_oldest_first(aged: House) -> None:
    assert age(aged, most=1) == (1, 1)
    assert age(aged, most=1) == (1, 1)
    assert age(aged, most=1) == (0, 0)


def test_quarantined_rows_go_when_they_have_not_come_again(house: House) -> None:
    house.land(bad=[house.bad_row(1, "{a"), house.bad_row(2, "{b")])
    house.now += 40 * DAY
    house.land(bad=[house.bad_row(1, "{a")])
    assert retention.age_quarantine(house.wh, house.now - 30 * DAY) == 1
    assert house.rows("SELECT text FROM quarantine") == [("{a",)]


def test_what_was_written_to_the_tracker_is_known_after_its_text_is_gone(house: House) -> None:
    note = Operation(
        "op-1", OperationKind.NOTE, "koe-1", "t-1", "why", blocks=(Block("quote", "words"),)
    )
    outbox_add(house.wh, TRACKER, "run-1", [note], house.now)
    assert retention.age_outbox(house.wh, house.now + DAY, 10) == 0  # not sent yet
    outbox_set_state(house.wh, TRACKER, "op-1", OperationState.DONE, house.now)
    assert retention.age_outbox(house.wh, house.now + DAY, 10) == 1
    (kept,) = outbox(house.wh, TRACKER, [OperationState.DONE])
    assert (kept.reason, kept.blocks) == ("why", ())
    assert retention.age_outbox(house.wh, house.now + DAY, 10) == 0


@pytest.mark.slow
def test_what_was_removed_is_gone_from_the_rewritten_file_too(aged: House) -> None:
    with aged.wh.lock():
        age(aged)
        rewrite(aged.wh)
        aged.land(aged.ticket("4"))  # the run goes on in the fresh file
    assert aged.value("SELECT count(*) FROM tickets") == 4
    aged.let_go()
    refuse_words([aged.wh.path], ["レシートを撮ると落ちます"], None)


def test_the_file_is_rewritten_some_days_after_something_was_removed(house: House) -> None:
    assert not retention.is_rewrite_due(house.wh, house.now, 7)
    retention.log(house.wh, "run-1", {"x": 1}, house.now, rewritten=False)
    assert retention.is_rewrite_due(house.wh, house.now, 7)  # never yet
    retention.log(house.wh, "run-1", {"x": 1}, house.now, rewritten=True)
    assert not retention.is_rewrite_due(house.wh, house.now + 9 * DAY, 7)  # nothing since
    retention.log(house.wh, "run-2", {"x": 1}, house.now + DAY, rewritten=False)
    assert not retention.is_rewrite_due(house.wh, house.now + DAY, 7)
    assert retention.is_rewrite_due(house.wh, house.now + 8 * DAY, 7)
