"""Intercom through its API."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from records.errors import HelpdeskError, HelpdeskRefused
from records.ticket import Role, Status, Visibility
from warehouse.checks import run_checks

Make = Callable[..., Any]


@pytest.fixture
def account(intercom: Any, serve: Make, desk: Make) -> Any:
    return desk(kind="intercom", url=serve(intercom), requests_per_minute=60_000)


def filled(intercom: Any, count: int = 4) -> None:
    for number in range(1, count + 1):
        intercom.open(str(number), f"アプリが落ちます {number}")
        intercom.part(str(number), "ご不便をおかけします")
        intercom.part(str(number), "internal", "note")
        intercom.part(str(number), None, "assignment")
        intercom.close(str(number))


def test_a_conversation_becomes_a_ticket_with_its_parts(intercom: Any, account: Any) -> None:
    intercom.open("1", "アプリが落ちます")
    intercom.part("1", "少々お待ちください", who="bot")
    intercom.part("1", "<p>直りました</p>")
    intercom.part("1", "ask the team", "note")
    intercom.close("1")
    (ticket,) = [read.ticket for read in account.read()]
    assert ticket.status is Status.RESOLVED
    assert [(m.role, m.visibility, m.text) for m in ticket.messages] == [
        (Role.CUSTOMER, Visibility.PUBLIC, "アプリが落ちます"),
        (Role.BOT, Visibility.PUBLIC, "少々お待ちください"),
        (Role.AGENT, Visibility.PUBLIC, "直りました"),
        (Role.AGENT, Visibility.PRIVATE, "ask the team"),
    ]
    told = (ticket.customer, ticket.segment, ticket.version, ticket.tags, ticket.csat)
    assert told == ("contact-1", "pro", "4.1", ("crash",), 0.25)
    assert ticket.created_at == datetime.fromtimestamp(intercom.rows["1"]["created_at"], UTC)
    assert ticket.resolved_at == ticket.updated_at
    assert "勅使河原 冴子" in ticket.known_names
    assert ticket.customer_email == "s@m.example"


@pytest.mark.slow
def test_nights_follow_what_changes_and_read_the_rest_again_without_effect(
    intercom: Any, account: Any
) -> None:
    filled(intercom)
    assert account.pull()["loaded"] == 4
    intercom.reopen("2")
    intercom.part("2", "まだ落ちます", who="user")
    intercom.page = 2
    assert account.pull()["loaded"] == 1
    assert account.pull()["loaded"] == 0
    kept = account.ask("SELECT ticket_id, status, reopens FROM tickets ORDER BY ALL")
    assert kept == [
        ("1", "resolved", 0),
        ("2", "open", 1),
        ("3", "resolved", 0),
        ("4", "resolved", 0),
    ]


def test_the_oldest_parts_that_intercom_no_longer_shows_stay_as_they_were_read(
    intercom: Any, account: Any
) -> None:
    filled(intercom, 1)
    account.pull()
    for number in range(4):
        intercom.part("1", f"more {number}", who="user")
    intercom.most_parts = 3
    account.pull()
    assert account.ask("SELECT count(*) FROM messages WHERE text = 'ご不便をおかけします'") == [
        (1,)
    ]


def test_a_conversation_deleted_between_the_search_and_its_reading_is_deleted(
    intercom: Any, account: Any
) -> None:
    filled(intercom)
    intercom.before_get = lambda number: intercom.rows.pop("3", None) if number == "3" else None
    assert account.pull()["quarantined"] == 0
    assert account.ask("SELECT status FROM tickets WHERE ticket_id = '3'") == [("deleted",)]


@pytest.mark.slow
def test_a_conversation_that_is_simply_absent_later_is_asked_for_again_and_deleted(
    intercom: Any, account: Any
) -> None:
    filled(intercom, 5)
    account.helpdesk["recheck"] = 2
    account.pull()
    del intercom.rows["4"]
    found = [account.pull()["loaded"] for _ in range(3)]  # two a night, round and round
    assert sorted(found) == [0, 0, 1]
    kept = dict(account.ask("SELECT ticket_id, status FROM tickets"))
    assert kept == dict.fromkeys("1235", "resolved") | {"4": "deleted"}
    assert account.ask("SELECT count(*) FROM ticket_events WHERE kind = 'deleted'") == [(1,)]
    assert account.ask("SELECT count(*) FROM messages WHERE ticket_id = '4'") != [(0,)]
    assert [account.pull()["loaded"] for _ in range(3)] == [0, 0, 0]
    checked = run_checks(account.night().warehouse, run_id="night-4")
    assert [one.name for one in checked if one.rows] == []


def test_only_conversations_that_intercom_told_are_asked_for_again(
    intercom: Any, account: Any
) -> None:
    filled(intercom, 2)
    account.pull()
    with account.night().warehouse.connect() as conn:
        conn.execute("UPDATE messages SET message_id = 'x' || message_id WHERE ticket_id = '1'")
    del intercom.rows["2"]
    account.pull()
    assert dict(account.ask("SELECT ticket_id, status FROM tickets")) == {
        "1": "resolved",
        "2": "deleted",
    }


def test_a_forbidden_conversation_is_not_taken_for_a_deleted_one(
    intercom: Any, account: Any
) -> None:
    filled(intercom, 3)
    account.pull()
    intercom.instead["/conversations/2"] = deque([(403, {}, "<html>no</html>")] * 2)
    assert account.pull()["loaded"] == 0
    assert account.ask("SELECT DISTINCT status FROM tickets") == [("resolved",)]


def test_a_place_that_intercom_has_forgotten_begins_the_search_again(
    intercom: Any, account: Any
) -> None:
    filled(intercom, 7)
    intercom.page, intercom.forgets_places = 3, True
    assert {read.ticket.ticket_id for read in account.read()} == set("1234567")


def test_the_same_place_twice_ends_the_pull_loudly(intercom: Any, account: Any) -> None:
    filled(intercom, 9)
    intercom.stuck = True
    with pytest.raises(HelpdeskError, match="same cursor"):
        account.read()


def test_the_rate_limits_own_header_is_heeded(intercom: Any, account: Any, clock: Any) -> None:
    filled(intercom, 1)
    reset = {"X-RateLimit-Reset": str(int(clock.now().timestamp()) + 9)}
    intercom.instead["/conversations/search"] = deque([(429, reset, {})])
    assert len(account.read()) == 1
    assert any(8 <= seconds <= 9 for seconds in clock.slept)


def test_a_forbidden_conversation_costs_itself_only(intercom: Any, account: Any) -> None:
    filled(intercom, 3)
    intercom.instead["/conversations/2"] = deque([(403, {}, "<html>no</html>")])
    reads = account.read()
    assert [read.reason is None for read in reads].count(False) == 1
    assert len(reads) == 3


@pytest.mark.parametrize("time", [1_793_500_000_000, "2026-11-01", True, -1])
def test_times_that_are_no_seconds_are_never_guessed(
    time: object, intercom: Any, account: Any
) -> None:
    filled(intercom, 2)
    intercom.rows["1"]["created_at"] = time
    assert sorted(str(read.reason) for read in account.read()) == ["None", "bad_timestamp"]


def test_a_token_that_is_wrong_or_right_is_told_by_the_doctor(
    intercom: Any, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.helpdesk import open_helpdesk

    with open_helpdesk(account.night()) as helpdesk:
        assert "Kakeibo" in helpdesk.check()
    monkeypatch.setenv("KOE_INTERCOM_TOKEN", "wrong")
    with open_helpdesk(account.night()) as helpdesk, pytest.raises(HelpdeskRefused, match="401"):
        helpdesk.check()
