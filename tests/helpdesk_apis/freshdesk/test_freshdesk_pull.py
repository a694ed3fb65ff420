"""Freshdesk through its API."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from records.errors import HelpdeskError
from records.ticket import Role, Status, Visibility

Make = Callable[..., Any]


@pytest.fixture
def account(freshdesk: Any, serve: Make, desk: Make) -> Any:
    return desk(kind="freshdesk", url=serve(freshdesk), requests_per_minute=60_000)


def test_a_ticket_comes_with_its_conversations(freshdesk: Any, account: Any) -> None:
    freshdesk.open(1)
    freshdesk.say(1, "確認します")
    freshdesk.say(1, "memo", private=True)
    freshdesk.say(1, "まだです", incoming=True)
    freshdesk.resolve(1)
    (ticket,) = [read.ticket for read in account.read()]
    assert ticket.status is Status.RESOLVED
    assert [(m.role, m.visibility, m.text) for m in ticket.messages] == [
        (Role.CUSTOMER, Visibility.PUBLIC, "アプリが落ちます 1"),
        (Role.AGENT, Visibility.PUBLIC, "確認します"),
        (Role.AGENT, Visibility.PRIVATE, "memo"),
        (Role.CUSTOMER, Visibility.PUBLIC, "まだです"),
    ]
    told = (ticket.segment, ticket.version, ticket.channel, ticket.attributes)
    assert told == ("pro", "4.1", "portal", {"type": "Problem"})
    assert ticket.url.endswith("/a/tickets/1")
    assert "勅使河原 冴子" in ticket.known_names
    assert ticket.customer_email == "s@m.example"


def test_whoever_is_in_copy_or_sent_a_mail_is_a_known_name(freshdesk: Any, account: Any) -> None:
    freshdesk.open(1)
    freshdesk.say(1, "まだです", incoming=True)
    freshdesk.rows[1]["cc_emails"] = ["Odile Quince <o.quince@m.example>"]
    freshdesk.said[1][0]["from_email"] = '"Ashgrove, W." <w@m.example>'
    (ticket,) = [read.ticket for read in account.read()]
    assert {"Odile Quince", "o.quince@m.example", "Ashgrove, W."} <= set(ticket.known_names)


@pytest.mark.parametrize("counts_the_time_itself", [True, False])
def test_every_ticket_of_many_pages_comes_once_however_the_list_moves_meanwhile(
    counts_the_time_itself: bool, freshdesk: Any, account: Any
) -> None:
    for number in range(1, 331):
        freshdesk.open(number)
    freshdesk.counts_the_time_itself = counts_the_time_itself
    moved = iter((5, 120, 250))

    def move() -> None:
        if number := next(moved, None):
            freshdesk.touch(number)

    freshdesk.before_page = move
    reads = account.read()
    assert {int(read.ticket.ticket_id) for read in reads} == set(range(1, 331))
    assert len(reads) <= 333


def test_a_page_full_of_one_second_is_turned_and_not_asked_for_ever(
    freshdesk: Any, account: Any
) -> None:
    freshdesk.stands_still = True
    for number in range(1, 251):
        freshdesk.open(number)
    assert len(account.read()) == 250
    assert len(freshdesk.asked) < 280


def test_more_than_three_hundred_pages_of_one_second_are_refused_in_words(
    freshdesk: Any, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from connectors.helpdesk.api import freshdesk as source

    monkeypatch.setattr(source, "LAST_PAGE", 2)
    freshdesk.stands_still = True
    for number in range(1, 251):
        freshdesk.open(number)
    with pytest.raises(HelpdeskError, match=r"helpdesk\.since"):
        account.read()


@pytest.mark.slow
def test_deleted_and_spam_tickets_are_found_in_lists_of_their_own(
    freshdesk: Any, account: Any
) -> None:
    for number in range(1, 6):
        freshdesk.open(number)
        freshdesk.resolve(number)
    account.pull()
    freshdesk.touch(2, deleted=True)
    freshdesk.touch(3, spam=True)
    freshdesk.touch(4, status=2, stats={"reopened_at": freshdesk.now()})
    assert account.pull()["loaded"] == 3
    assert account.pull()["loaded"] == 0
    kept = account.ask("SELECT ticket_id::INT, status, reopens FROM tickets ORDER BY ALL")
    assert kept == [(1, "resolved", 0), (2, "deleted", 0), (3, "spam", 0), (4, "open", 1),
                    (5, "resolved", 0)]  # fmt: skip


def test_a_ticket_deleted_between_the_list_and_its_conversations_is_deleted(
    freshdesk: Any, account: Any
) -> None:
    for number in range(1, 4):
        freshdesk.open(number)
    freshdesk.before_said = lambda n: freshdesk.touch(2, deleted=True) if n == 2 else None
    found = {read.ticket.ticket_id: read.ticket.status for read in account.read()}
    assert found["2"] is Status.DELETED
    assert found["3"] is Status.OPEN


def test_a_status_of_the_accounts_own_is_quarantined_until_it_is_told(
    freshdesk: Any, serve: Make, desk: Make
) -> None:
    freshdesk.open(1, status=6)
    url = serve(freshdesk)
    (read,) = desk(kind="freshdesk", url=url).read()
    assert str(read.reason) == "unknown_status"
    assert "helpdesk.statuses" in read.detail
    (read,) = desk(kind="freshdesk", url=url, statuses={"6": "pending"}).read()
    assert read.ticket.status is Status.PENDING


def test_a_limit_on_requests_is_waited_out(freshdesk: Any, account: Any, clock: Any) -> None:
    freshdesk.open(1)
    freshdesk.instead["/api/v2/tickets/1"] = deque([(429, {"Retry-After": "11"}, "")])
    assert len(account.read()) == 1
    assert 11.0 in clock.slept
