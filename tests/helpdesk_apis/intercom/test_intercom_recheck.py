"""Conversations that are only absent: what is believed of them, and what is not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from records.errors import HelpdeskRefused

Make = Callable[..., Any]


@pytest.fixture
def account(intercom: Any, serve: Make, desk: Make) -> Any:
    return desk(kind="intercom", url=serve(intercom), requests_per_minute=60_000)


def filled(intercom: Any, *numbers: int) -> None:
    for number in numbers:
        intercom.open(str(number), f"アプリが落ちます {number}")
        intercom.close(str(number))


def statuses(account: Any) -> dict[str, str]:
    return dict(account.ask("SELECT ticket_id, status FROM tickets"))


@pytest.mark.slow
@pytest.mark.parametrize(("count", "recheck"), [(6, 200), (3, 2), (1, 200)])
def test_a_token_of_another_workspace_deletes_nothing(
    count: int, recheck: int, intercom: Any, account: Any
) -> None:
    filled(intercom, *range(1, count + 1))
    account.helpdesk["recheck"] = recheck
    account.pull()
    intercom.rows.clear()
    filled(intercom, 901, 902)  # the other workspace's own
    assert account.pull()["loaded"] == 2
    assert any("another workspace" in told for told in account.said)
    assert set(statuses(account).values()) == {"resolved"}


@pytest.mark.slow
def test_a_token_of_a_workspace_with_another_name_reads_nothing_into_this_account(
    intercom: Any, account: Any
) -> None:
    filled(intercom, 1, 2)
    account.pull()
    intercom.rows.clear()
    intercom.code = "zz99"
    filled(intercom, *range(901, 907))
    for _ in range(2):
        with pytest.raises(HelpdeskRefused, match=r"zz99(.|\n)*ab12, the workspace of the nights"):
            account.pull()
    assert statuses(account) == {"1": "resolved", "2": "resolved"}
    intercom.code = "ab12"
    assert account.pull()["loaded"] == 6


@pytest.mark.slow
def test_one_a_night_is_believed_only_while_another_known_one_answers(
    intercom: Any, account: Any, clock: Any
) -> None:
    filled(intercom, 1, 2, 3)
    account.helpdesk["recheck"] = 1
    account.pull()
    clock.seconds += 86_400  # so that the search lists none of them again
    account.pull()
    kept = dict(intercom.rows)
    intercom.rows.clear()
    account.pull()
    assert set(statuses(account).values()) == {"resolved"}
    intercom.rows.update(kept)
    del intercom.rows["3"]
    account.pull()
    assert statuses(account) == {"1": "resolved", "2": "resolved", "3": "deleted"}


def test_nearly_all_gone_at_once_is_not_believed(intercom: Any, account: Any) -> None:
    filled(intercom, 1, 2, 3, 4)
    account.pull()
    for number in "123":
        del intercom.rows[number]
    account.pull()
    assert any("3 of 4 known conversations" in told for told in account.said)
    assert set(statuses(account).values()) == {"resolved"}


@pytest.mark.slow
def test_a_deleted_conversation_that_is_seen_again_comes_back(intercom: Any, account: Any) -> None:
    filled(intercom, 1, 2, 3)
    account.pull()
    gone = intercom.rows.pop("2")
    account.pull()
    assert statuses(account)["2"] == "deleted"
    intercom.rows["2"] = gone
    intercom.reopen("2")  # long before the night in which it was taken for deleted
    account.pull()
    assert statuses(account) == {"1": "resolved", "2": "open", "3": "resolved"}


@pytest.mark.slow
@pytest.mark.parametrize("status", [422, 500])
def test_one_that_is_refused_for_ever_does_not_stop_the_round(
    status: int, intercom: Any, account: Any, clock: Any
) -> None:
    filled(intercom, 1, 2, 3, 4)
    account.pull()
    clock.seconds += 86_400  # so that the search lists none of them again
    account.pull()
    del intercom.rows["3"]
    intercom.instead["/conversations/2"] = deque([(status, {}, {})] * 6)
    account.pull()
    assert any("1 known conversations were refused" in told for told in account.said)
    assert statuses(account) == dict.fromkeys("124", "resolved") | {"3": "deleted"}


@pytest.mark.slow
def test_an_outage_keeps_what_was_learnt_and_the_round_goes_on_behind_it(
    intercom: Any, account: Any, clock: Any
) -> None:
    filled(intercom, 1, 2, 3, 4, 5)
    account.pull()
    clock.seconds += 86_400
    account.pull()
    del intercom.rows["2"], intercom.rows["5"]
    for number in "34":
        intercom.instead[f"/conversations/{number}"] = deque([(503, {}, {})] * 6)
    account.pull()
    assert any("not asked for to the end" in told for told in account.said)
    assert statuses(account) == dict.fromkeys("1345", "resolved") | {"2": "deleted"}
    account.pull()
    assert statuses(account) == dict.fromkeys("134", "resolved") | dict.fromkeys("25", "deleted")


@pytest.mark.slow
def test_a_login_that_ends_in_the_middle_is_loud(intercom: Any, account: Any, clock: Any) -> None:
    filled(intercom, 1, 2)
    account.pull()
    clock.seconds += 86_400
    account.pull()
    intercom.instead["/conversations/1"] = deque([(401, {}, {})])
    with pytest.raises(HelpdeskRefused, match="401"):
        account.pull()
