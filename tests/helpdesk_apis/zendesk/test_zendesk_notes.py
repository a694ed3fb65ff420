"""One internal note a ticket for each answer of the product team, whatever breaks in between."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import cycle, product
from typing import Any

import pytest

from connectors.helpdesk.notes import NoteWriter
from flows.helpdesk import open_helpdesk
from flows.helpdesk_notes import SETTLE, waiting_notes
from flows.tracking import WarehouseOutbox
from records.issue import Answer

Make = Callable[..., Any]


@pytest.fixture
def account(zendesk: Any, serve: Make, desk: Make) -> Any:
    """Three customers with the same matter (the third writes English), read one night ago."""
    account = desk(kind="zendesk", url=serve(zendesk), client_id="koe", notes=True)
    for number, body in enumerate(("アプリが落ちます。", "起動できません。", "It crashes."), 1):
        zendesk.open(number, body)
        zendesk.comment(number, "確認しました。")
        zendesk.solve(number)
    account.pull()
    account.link()
    return account


def notes(zendesk: Any) -> list[int]:
    return [len(zendesk.notes(number)) for number in sorted(zendesk.tickets)]


def test_each_change_of_the_answer_is_one_internal_note_in_the_tickets_language(
    zendesk: Any, account: Any
) -> None:
    assert account.tell() == ({}, []), "received is no answer yet"
    account.answer(Answer.IN_PROGRESS)
    assert account.tell()[0] == {"notes_told": 3}
    assert account.tell()[0] == {}
    account.later(days=1)
    account.answer(Answer.DECLINED, reason="来期まで着手しません")
    assert account.tell()[0] == {"notes_told": 3}
    assert notes(zendesk) == [2, 2, 2]
    first, second = zendesk.notes(1)
    assert first.startswith("【社内メモ】製品チームの回答: 対応中\n")
    assert "アプリが落ちる" in first
    assert "KOE-1 https://jira.example/KOE-1" in first
    assert "見送り" in second
    assert "理由: 来期まで着手しません" in second
    assert zendesk.notes(3)[1].startswith("[Internal note] The product team's answer: declined\n")


def test_what_shipped_brings_a_reply_for_the_customer(zendesk: Any, account: Any) -> None:
    account.later(hours=1)
    account.answer(Answer.SHIPPED, version="4.2", resolved_at=account.clock.now())
    account.tell()
    assert "お客様への返信案:" in zendesk.notes(1)[0]
    assert "バージョン4.2" in zendesk.notes(1)[0]
    assert "A reply to the customer could be:" in zendesk.notes(3)[0]


def test_off_means_off_and_a_dry_run_only_says_what_it_would(
    zendesk: Any, account: Any, desk: Make
) -> None:
    account.answer(Answer.ACCEPTED)
    before = len(zendesk.asked)
    assert account.tell(dry_run=True)[0] == {}
    assert [line for line in account.said if line.startswith("would note in ticket 3")]
    off = desk(**account.helpdesk | {"notes": False})
    assert off.tell()[0] == {}
    assert len(zendesk.asked) == before
    assert notes(zendesk) == [0, 0, 0]


@pytest.mark.slow
def test_no_more_than_the_cap_a_night_the_newest_tickets_first(
    zendesk: Any, account: Any, desk: Make
) -> None:
    account = desk(**account.helpdesk | {"notes_per_run": 2})
    account.answer(Answer.ACCEPTED)
    assert account.tell()[0] == {"notes_told": 2, "notes_waiting": 1}
    assert notes(zendesk) == [0, 1, 1]
    assert account.tell()[0] == {"notes_told": 1}


@pytest.mark.slow
def test_old_news_old_tickets_and_tickets_written_after_the_answer_get_no_note(
    zendesk: Any, account: Any, desk: Make
) -> None:
    account.answer(Answer.ACCEPTED)
    account.later(days=15)
    assert account.tell()[0] == {}, "switched on two weeks later, nothing old is told"
    account.later(days=80)
    account.answer(Answer.IN_PROGRESS)
    assert account.tell()[0] == {}, "the tickets are older than 90 days"
    account.answer(Answer.DECLINED)
    account.helpdesk["notes_ticket_days"] = 365
    assert account.tell()[0] == {"notes_told": 3}


@pytest.mark.slow
def test_koes_own_note_comes_back_as_a_private_message_and_is_not_answered(
    zendesk: Any, account: Any
) -> None:
    account.answer(Answer.ACCEPTED)
    account.tell()
    assert account.pull()["loaded"] == 3
    said = account.ask(
        "SELECT role, visibility FROM messages WHERE contains(text, '製品チーム') LIMIT 1"
    )
    assert said == [("agent", "private")]
    assert account.tell()[0] == {}
    assert notes(zendesk) == [1, 1, 1]


@pytest.mark.slow
def test_killed_at_any_commit_with_any_fault_every_ticket_gets_each_answer_once(
    zendesk: Any, account: Any, monkeypatch: Any
) -> None:
    answers = cycle((Answer.DECLINED, Answer.ACCEPTED))
    cases = list(product(("lost", "meanwhile"), (2, 3, 4), (True, False)))
    for told, (fault, commit, torn) in enumerate(cases, 1):
        account.answer(next(answers))
        zendesk.writes.append(fault)
        with monkeypatch.context() as patch, suppress(_Killed):
            _kill(patch, commit, torn)
            account.tell()
        zendesk.writes.clear()
        account.later(hours=1)
        account.tell()
        assert notes(zendesk) == [told] * 3, (fault, commit, torn)
    states = account.ask("SELECT DISTINCT state FROM outbox WHERE kind = 'helpdesk_note'")
    assert states == [("done",)]


class _Killed(BaseException):
    """The process is gone."""


def _kill(patch: Any, at: int, torn: bool) -> None:
    commits = iter(range(1, 1000))

    def dying(name: str) -> Callable[..., None]:
        real = getattr(WarehouseOutbox, name)

        def commit(*args: Any, **more: Any) -> None:
            now = next(commits)
            if now == at and torn:
                raise _Killed
            real(*args, **more)
            if now == at:
                raise _Killed

        return commit

    for name in ("add", "set_state"):
        patch.setattr(WarehouseOutbox, name, dying(name))


@pytest.mark.slow
def test_a_lost_answer_is_looked_for_before_anything_is_written_again(
    zendesk: Any, account: Any
) -> None:
    account.answer(Answer.DECLINED)
    zendesk.writes.extend(["lost", "cut", ""])
    assert account.tell()[0] == {"notes_told": 1, "notes_uncertain": 2}
    puts = [one for one in zendesk.asked if one.method == "PUT"]
    assert len(puts) == 3, "no write is sent twice"
    assert account.tell()[0] == {"notes_recovered": 1}, "the other may still be on its way"
    account.later(seconds=SETTLE.total_seconds())
    assert account.tell()[0] == {"notes_told": 1}
    assert notes(zendesk) == [1, 1, 1]


@pytest.mark.slow
def test_where_notes_are_no_longer_shown_none_is_written(zendesk: Any, account: Any) -> None:
    account.answer(Answer.ACCEPTED)
    account.tell()
    for number in zendesk.comments:
        zendesk.comments[number] = [one for one in zendesk.comments[number] if one["public"]]
    account.later(days=1)
    account.answer(Answer.IN_PROGRESS)
    counts, warnings = account.tell()
    assert counts == {}
    assert "no longer shows notes" in warnings[0]
    assert notes(zendesk) == [0, 0, 0]


@pytest.mark.slow
def test_a_missing_right_stops_the_night_and_every_note_waits_for_it(
    zendesk: Any, account: Any
) -> None:
    account.answer(Answer.ACCEPTED)
    for night in (1, 2):
        zendesk.writes.append("forbidden")
        counts, warnings = account.tell()
        assert counts == {"notes_planned": 1}
        assert "wait for another night" in warnings[0]
        assert "answered 403" in warnings[0]
        puts = [one for one in zendesk.asked if one.method == "PUT"]
        assert len(puts) == night, "one refusal is enough for a night"
        assert waiting_notes(account.night()).endswith("answered 403"), "the doctor tells"
    assert notes(zendesk) == [0, 0, 0]
    assert account.tell() == ({"notes_told": 3}, [])
    assert waiting_notes(account.night()) == ""


@pytest.mark.slow
def test_a_closed_ticket_is_left_alone_and_several_stop_the_night(
    zendesk: Any, account: Any
) -> None:
    account.answer(Answer.ACCEPTED)
    zendesk.tickets[3]["status"] = "closed"
    assert account.tell()[0] == {"notes_dead": 1, "notes_told": 2}
    account.later(days=1)
    account.answer(Answer.DECLINED)
    for number in (1, 2):
        zendesk.tickets[number]["status"] = "closed"
    counts, warnings = account.tell()
    assert counts == {"notes_dead": 3}
    assert "answered 422" in warnings[0]
    assert account.tell()[0] == {}, "what was refused is not tried again for the same answer"


@pytest.mark.slow
def test_a_busy_helpdesk_is_waited_for_and_one_that_is_down_is_a_warning(
    zendesk: Any, account: Any, monkeypatch: Any
) -> None:
    account.answer(Answer.ACCEPTED)
    slept: list[float] = []
    monkeypatch.setattr("flows.helpdesk_notes.time.sleep", slept.append)
    counts, warnings = account.tell()
    assert (counts, warnings, slept) == ({"notes_told": 3}, [], [])
    account.later(days=1)
    account.answer(Answer.DECLINED)
    account.helpdesk["url"] = "http://127.0.0.1:9"
    counts, warnings = account.tell()
    assert "notes to the helpdesk wait" in warnings[0]
    assert notes(zendesk) == [1, 1, 1]


def test_the_doctor_says_whether_notes_may_be_written(account: Any, desk: Make) -> None:
    with open_helpdesk(account.night()) as helpdesk:
        assert isinstance(helpdesk, NoteWriter)
        assert helpdesk.check_notes() == "may write notes"
    with open_helpdesk(desk(kind="intercom", url="http://127.0.0.1:9").night()) as helpdesk:
        assert not isinstance(helpdesk, NoteWriter)
