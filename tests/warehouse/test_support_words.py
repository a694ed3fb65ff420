"""Answers come back to support, per topic and per ticket, and support has a word of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from flows.answers import answers, carry_out, cleaned, meant, replies
from flows.night import Night, open_night
from flows.settings import build_settings
from records.decision import SupportWish
from records.errors import InputError
from records.issue import Answer, IssueState, Operation, OperationKind, OperationState, Said
from warehouse.inbox import is_kept
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


@pytest.fixture(scope="module")
def support_house(begun: House) -> House:
    """A topic with a Japanese and an English customer, and its issue."""
    begun.born(begun.topic())
    begun.land(begun.ticket("1", "支払い画面で落ちます。"), begun.ticket("2", "It crashes."))
    begun.analyse(lambda _voice: "t-1")
    use_tracker(begun.wh, TRACKER, kind="jira", url="https://mikan.example")
    save_issue(begun.wh, ISSUE, tracker=TRACKER, now=AT)
    return begun


@pytest.fixture
def support(support_house: House, again: Callable[[House], House]) -> House:
    return again(support_house)


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


def say(own: Night, kind: Said, text: str, *, topic: int = 1, by: str = "CS", **more: Any) -> None:
    """As the door of all decisions does it (tests/flows/test_decided_during_a_night.py)."""
    carry_out(own, cleaned(SupportWish(kind, topic, by, text, **more)), own.clock())


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
    say(night(support), Said.DISPUTE, "Three chains left us.", by="CS Tanaka")
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
        say(night(support), Said.DISPUTE, text, by="CS 田中", tickets=("1",))
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
        say(night(support), Said.DISPUTE, "no")
    with pytest.raises(InputError, match="topic 9 has no issue"):
        say(night(support), Said.DISPUTE, "no", topic=9)


def test_an_escalation_follows_a_dispute_that_stayed_without_answer(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    with pytest.raises(InputError, match="nobody has disputed"):
        say(night(support), Said.ESCALATE, "please")
    say(night(support), Said.DISPUTE, "look again")
    with pytest.raises(InputError, match="has waited since"):
        say(night(support, AT + 10 * DAY), Said.ESCALATE, "please")
    say(night(support, AT + 18 * DAY), Said.ESCALATE, "please")
    assert support.rows("SELECT support_said FROM cs_topic_status") == [("escalate",)]


def test_an_issue_that_nobody_answers_may_be_escalated_too(support: House) -> None:
    say(night(support, AT + 15 * DAY), Said.ESCALATE, "please")
    (word,) = words_to_tell(support.wh, TRACKER)
    assert (word.kind, word.answer) == (Said.ESCALATE, Answer.RECEIVED)


def test_a_word_is_taken_back_until_the_product_team_has_it(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    say(night(support), Said.DISPUTE, "違う話でした。")
    say(night(support, AT + 4 * DAY), Said.DISPUTE, "見まちがい", by="田中", withdraws=True)
    assert words_to_tell(support.wh, TRACKER) == []
    assert support.rows("SELECT support_said FROM cs_topic_status") == [(None,)]
    assert support.rows("SELECT withdrawn_by, withdrawn_why FROM support_words") == [
        ("田中", "見まちがい")
    ]
    say(night(support, AT + 5 * DAY), Said.DISPUTE, "違う話でした。")
    (word,) = words_to_tell(support.wh, TRACKER)
    assert word.said_at == AT + 5 * DAY, "said again it holds again"
    assert support.rows("SELECT withdrawn_by, withdrawn_why FROM support_words ORDER BY said_at")[
        0
    ] == ("田中", "見まちがい"), "and who took it back, and why, is still known"
    assert all(is_kept(support.wh, AT + days * DAY) for days in (3, 4, 5))
    told = Operation(word.op_id, OperationKind.NOTE, word.label, word.topic_uid, "support says")
    outbox_add(support.wh, TRACKER, "run-1", [told], AT + 5 * DAY)
    outbox_set_state(support.wh, TRACKER, word.op_id, OperationState.UNCERTAIN, AT + 5 * DAY)
    with pytest.raises(InputError, match="KOE-1 tells it already"):
        say(night(support, AT + 6 * DAY), Said.DISPUTE, "late", withdraws=True)
    with pytest.raises(InputError, match="nothing that support said holds as inform"):
        say(night(support), Said.INFORM, "none", withdraws=True)


def test_what_is_said_again_brings_its_tickets_along(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    for day, tickets in ((3, ("1",)), (4, ("2", "1")), (5, ("2",))):
        say(night(support, AT + day * DAY), Said.DISPUTE, "look", tickets=tickets)
    (word,) = words_to_tell(support.wh, TRACKER)
    assert word.tickets == ("1", "2")
    assert {quote.text for quote in word.quotes} == {"支払い画面で落ちます。", "It crashes."}


def test_tickets_that_come_after_the_product_team_has_the_word_are_told_too(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    say(night(support), Said.DISPUTE, "look", tickets=("1",))
    (word,) = words_to_tell(support.wh, TRACKER)
    told = Operation(word.op_id, OperationKind.NOTE, word.label, word.topic_uid, "support says")
    outbox_add(support.wh, TRACKER, "run-1", [told], AT + 3 * DAY)
    outbox_set_state(support.wh, TRACKER, word.op_id, OperationState.DONE, AT + 3 * DAY)
    say(night(support, AT + 4 * DAY), Said.DISPUTE, "look", tickets=("1",))
    assert words_to_tell(support.wh, TRACKER) == []
    say(night(support, AT + 5 * DAY), Said.DISPUTE, "look", tickets=("1", "2"))
    assert [more.tickets for more in words_to_tell(support.wh, TRACKER)] == [("2",)]


def test_what_a_killed_run_carried_out_changes_nothing_when_it_comes_again(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    said = (
        (3, SupportWish(Said.DISPUTE, 1, "森", "look", ("1",))),
        (4, SupportWish(Said.DISPUTE, 1, "森", "look", ("2",))),
        (5, SupportWish(Said.DISPUTE, 1, "田中", "見まちがい", withdraws=True)),
    )
    for _again in range(2):
        for day, wish in said:
            if not is_kept(support.wh, AT + day * DAY):
                carry_out(night(support, AT + day * DAY), wish, AT + day * DAY)
        assert support.rows("SELECT tickets, withdrawn_why FROM support_words") == [
            (["1", "2"], "見まちがい")
        ]


def test_what_was_said_to_one_answer_is_never_said_to_the_next(support: House) -> None:
    asked = replace(DECLINED, answer=Answer.NEEDS_INFO, resolved_at=None)
    save_issue(support.wh, asked, tracker=TRACKER, now=AT + 2 * DAY)
    wish = cleaned(SupportWish(Said.INFORM, 1, "森", "Android 15"))
    settings = published(support)
    kept = meant(settings, wish, (), AT + 3 * DAY)
    assert (kept.label, kept.answered_at) == ("koe-1", AT + 2 * DAY)
    save_issue(support.wh, ISSUE, tracker=TRACKER, now=AT + 4 * DAY)
    again = replace(asked, reason="どの画面ですか", updated_at=AT + 5 * DAY)
    save_issue(support.wh, again, tracker=TRACKER, now=AT + 5 * DAY)
    with pytest.raises(InputError, match="the answer changed meanwhile: KOE-1 is needs_info"):
        carry_out(night(support, AT + 6 * DAY), kept, AT + 3 * DAY)
    assert words_to_tell(support.wh, TRACKER) == []


def test_one_word_that_is_taken_back_twice_takes_back_no_other(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    say(night(support), Said.DISPUTE, "the first")
    say(night(support, AT + 4 * DAY), Said.DISPUTE, "the second")
    back = SupportWish(Said.DISPUTE, 1, "森", "a slip", withdraws=True)
    meant_word = meant(published(support), back, (), AT + 5 * DAY)
    for day in (5, 6):
        carry_out(night(support, AT + day * DAY), meant_word, AT + day * DAY)
    assert [word.text for word in words_to_tell(support.wh, TRACKER)] == ["the first"]


def test_a_word_that_still_waits_is_what_a_withdrawal_after_it_means(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    say(night(support), Said.DISPUTE, "the first")
    back = SupportWish(Said.DISPUTE, 1, "森", "a slip", withdraws=True)
    waiting = SupportWish(Said.DISPUTE, 1, "森", "the second")
    assert meant(published(support), back, [waiting], AT + 4 * DAY) == back


def test_customers_who_were_not_told_after_all_stand_on_the_list_again(support: House) -> None:
    save_issue(support.wh, SHIPPED, tracker=TRACKER, now=AT + 2 * DAY)
    say(night(support), Said.REPLIED, "")
    assert replies(published(support)) == []
    say(night(support, AT + 4 * DAY), Said.REPLIED, "the wrong topic", withdraws=True)
    assert len(replies(published(support))) == 2


def test_words_without_a_reason_or_with_a_foreign_ticket_are_refused(support: House) -> None:
    save_issue(support.wh, DECLINED, tracker=TRACKER, now=AT + 2 * DAY)
    with pytest.raises(InputError, match="without words"):
        say(night(support), Said.DISPUTE, " ")
    with pytest.raises(InputError, match="77 says nothing about topic 1"):
        say(night(support), Said.DISPUTE, "look", tickets=("1", "77"))


def test_shipped_gives_a_list_of_whom_to_tell_in_their_language(support: House) -> None:
    save_issue(support.wh, SHIPPED, tracker=TRACKER, now=AT + 2 * DAY)
    japanese, english = sorted(replies(published(support)), key=lambda one: str(one["ticket_id"]))
    assert japanese["ticket_url"] == "https://help.example/1"
    assert "「アプリが落ちる」" in japanese["draft"]
    assert "10月8日に公開したバージョン6.2.1" in japanese["draft"]
    assert "about this: App crashes" in english["draft"]
    assert "version 6.2.1, out since October 8" in english["draft"]
    say(night(support), Said.REPLIED, "")
    assert replies(published(support)) == []


def test_support_reads_how_many_tickets_a_note_told_of_the_answer(support: House) -> None:
    assert answers(published(support))[0]["told"] == 0
    note = Operation("n-1", OperationKind.HELPDESK_NOTE, "koe-1", "t-1", "shipped", issue_id="1")
    again, other = replace(note, op_id="n-2", reason="declined"), replace(note, issue_id="2")
    notes = [note, again, replace(other, op_id="n-3"), replace(other, op_id="n-4", label="koe-9")]
    outbox_add(support.wh, "zendesk", "run-1", notes, AT)
    for one in ("n-1", "n-2", "n-4"):
        outbox_set_state(support.wh, "zendesk", one, OperationState.DONE, AT)
    assert answers(published(support))[0]["told"] == 1


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
