"""Answers come back to support, per topic and per ticket, and support has a word of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from flows.answers import answers, replies, say
from flows.night import Night, open_night
from flows.settings import build_settings
from records.errors import InputError
from records.issue import Answer, IssueState, Operation, OperationKind, OperationState, Said
from warehouse.issues import save_issue, use_tracker
from warehouse.outbox import freshness, outbox_add, outbox_set_state
from warehouse.snapshot import publish
from warehouse.support_words import words_to_tell

if TYPE_CHECKING:
    from tests.warehouse.conftest import House

AT = datetime(2026, 10, 5, 20, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TRACKER = "jira https://mikan.example KOE helpdesk"
ISSUE = IssueState(
    label="koe-1",
    topic_uid="t-1",
    issue_id="10001",
    issue_key="KOE-1",
    url="https://mikan.example/browse/KOE-1",
    status="To Do",
    status_category="todo",
    answer=Answer.RECEIVED,
    resolution=None,
    labels=("koe", "koe-1"),
    created_at=AT,
    updated_at=AT,
)
DECLINED = replace(
    ISSUE, status="Done", status_category="done", answer=Answer.DECLINED, resolution="対応しない",
    resolved_at=AT + 2 * DAY, updated_at=AT + 2 * DAY, reason="来期に見直します",
)  # fmt: skip
SHIPPED = replace(
    ISSUE, status="Done", status_category="done", answer=Answer.SHIPPED, resolution="Done",
    resolved_at=AT + 2 * DAY, updated_at=AT + 2 * DAY, version="6.2.1",
    released_on=date(2026, 10, 8),
)  # fmt: skip


@pytest.fixture
def support(house: House) -> House:
    """A topic with a Japanese and an English customer, and its issue."""
    house.born(house.topic())
    house.land(house.ticket("1", "支払い画面で落ちます。"), house.ticket("2", "It crashes."))
    house.analyse(lambda _voice: "t-1")
    use_tracker(house.wh, TRACKER, kind="jira", url="https://mikan.example")
    save_issue(house.wh, ISSUE, tracker=TRACKER, now=AT)
    return house


def night(house: House, at: datetime = AT + 3 * DAY) -> Night:
    settings = build_settings(
        {"account": {"product": "Mikan Pay"}, "paths": {"warehouse": str(house.wh.path)}},
        root=house.folder,
    )
    return replace(open_night(settings, clock=lambda: at), warehouse=house.wh)


def published(house: House, at: datetime = AT + 3 * DAY) -> Any:
    made = night(house, at)
    publish(house.wh, made.settings.at(made.settings.paths.snapshot))
    return made.settings


def test_a_no_is_shown_with_its_reason_per_topic_and_per_ticket(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    told = ("declined", "見送り", "対応しない", "来期に見直します")
    assert support.rows("SELECT answer, answer_ja, resolution, reason FROM cs_topic_status") == [
        told
    ]
    assert support.rows(
        "SELECT ticket_id, answer, answer_ja, resolution, reason FROM cs_ticket_status ORDER BY 1"
    ) == [("1", *told), ("2", *told)]


def test_the_latency_of_both_sides_is_told_per_topic(support: House) -> None:
    assert support.rows(
        "SELECT hours_issue_to_answer, hours_waiting_for_answer FROM answer_latency"
    ) == [(None, 0.0)]
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    say(night(support), 1, Said.DISPUTE, by_whom="CS Tanaka", text="Three chains left us.")
    assert support.rows(
        "SELECT hours_voice_to_issue, hours_issue_to_answer, hours_issue_to_decision,"
        " hours_answer_to_support, hours_waiting_for_answer FROM answer_latency"
    ) == [(72.0, 48.0, 48.0, 24.0, None)]


def test_a_dispute_waits_for_the_next_report_with_the_quotes_of_its_tickets(
    support: House,
) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    text = "三社が解約しました。連絡は taro@example.com まで。"
    for _ in range(2):
        say(night(support), 1, Said.DISPUTE, by_whom="CS 田中", text=text, tickets=["1"])
    (word,) = words_to_tell(support.wh, TRACKER)
    assert "taro@example.com" not in word.text
    assert "三社が解約しました" in word.text
    assert [quote.text for quote in word.quotes] == ["支払い画面で落ちます。"]
    told = Operation(word.op_id, OperationKind.NOTE, word.label, word.topic_uid, "support says")
    outbox_add(support.wh, TRACKER, "run-1", [told], AT + 3 * DAY)
    outbox_set_state(support.wh, TRACKER, word.op_id, OperationState.DONE, AT + 3 * DAY)
    assert words_to_tell(support.wh, TRACKER) == []
    assert support.rows("SELECT support_said FROM cs_topic_status") == [("dispute",)]


def test_only_an_answer_that_can_be_disputed_is(support: House) -> None:
    with pytest.raises(InputError, match="KOE-1 is received"):
        say(night(support), 1, Said.DISPUTE, by_whom="CS", text="no")
    with pytest.raises(InputError, match="topic 9 has no issue"):
        say(night(support), 9, Said.DISPUTE, by_whom="CS", text="no")


def test_an_escalation_follows_a_dispute_that_stayed_without_answer(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    with pytest.raises(InputError, match="nobody has disputed"):
        say(night(support), 1, Said.ESCALATE, by_whom="CS", text="please")
    say(night(support), 1, Said.DISPUTE, by_whom="CS", text="look again")
    with pytest.raises(InputError, match="has waited since"):
        say(night(support, AT + 10 * DAY), 1, Said.ESCALATE, by_whom="CS", text="please")
    word = say(night(support, AT + 18 * DAY), 1, Said.ESCALATE, by_whom="CS", text="please")
    assert word.kind is Said.ESCALATE


def test_an_issue_that_nobody_answers_may_be_escalated_too(support: House) -> None:
    word = say(night(support, AT + 15 * DAY), 1, Said.ESCALATE, by_whom="CS", text="please")
    assert word.answer is Answer.RECEIVED


def test_shipped_gives_a_list_of_whom_to_tell_in_their_language(support: House) -> None:
    save_issue(support.wh, SHIPPED, tracker=TRACKER, now=AT + 2 * DAY)
    japanese, english = sorted(replies(published(support)), key=lambda one: str(one["ticket_id"]))
    assert japanese["ticket_url"] == "https://help.example/1"
    assert "「アプリが落ちる」" in japanese["draft"]
    assert "10月8日に公開したバージョン6.2.1" in japanese["draft"]
    assert "about this: App crashes" in english["draft"]
    assert "version 6.2.1, out since October 8" in english["draft"]
    say(night(support), 1, Said.REPLIED, by_whom="CS", text="")
    assert replies(published(support)) == []


@pytest.mark.parametrize(("days", "expected"), [(10, None), (60, (2, 0))])
def test_after_the_days_to_compare_support_reads_whether_the_voices_fell(
    support: House, days: int, expected: tuple[int, int] | None
) -> None:
    save_issue(support.wh, SHIPPED, tracker=TRACKER, now=AT + days * DAY)
    (one,) = answers(published(support, AT + days * DAY))
    effect = one["effect"]
    assert (effect and (effect["before"], effect["after"])) == expected


def test_a_run_without_new_quotes_tells_no_freshness(support: House) -> None:
    assert freshness(support.wh, "run-1") == {}
