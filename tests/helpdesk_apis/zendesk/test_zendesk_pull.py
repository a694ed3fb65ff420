"""Zendesk through its API: every change once, whatever the server does meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records.errors import HelpdeskDown, HelpdeskError, HelpdeskRefused

Make = Callable[..., Any]
ROOT = Path(__file__).parents[3]
HTML = "<html><body>Forbidden</body></html>"


@pytest.fixture
def account(zendesk: Any, serve: Make, desk: Make) -> Any:
    """An account that asks the loopback Zendesk as an OAuth client."""
    return desk(kind="zendesk", url=serve(zendesk), client_id="koe")


def filled(zendesk: Any, count: int = 5) -> None:
    for number in range(1, count + 1):
        zendesk.open(number, f"アプリが落ちます。{number}番です。勅使河原です。")
        zendesk.comment(number, "ご不便をおかけします。")
        zendesk.comment(number, f"Internal note {number}", public=False)
        zendesk.solve(number)


def truth(zendesk: Any) -> list[tuple[Any, ...]]:
    """What Zendesk itself would say of each ticket, in Koe's words."""
    words = {"new": "new", "open": "open", "solved": "resolved", "closed": "closed"}
    rows = []
    for number, row in sorted(zendesk.tickets.items()):
        status = words.get(row["status"], row["status"])
        status = "merged" if "closed_by_merge" in row["tags"] else status
        rows.append((str(number), status, zendesk.metrics[number]["reopens"]))
    return rows


def kept(account: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = account.ask(
        "SELECT ticket_id, status, reopens FROM tickets ORDER BY ticket_id::INT"
    )
    return found


def test_tickets_arrive_with_every_comment_its_role_and_who_may_see_it(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk, 3)
    counts = account.pull()
    assert (counts["read"], counts["loaded"], counts["quarantined"]) == (3, 3, 0)
    assert kept(account) == truth(zendesk)
    said = account.ask(
        "SELECT role, visibility FROM messages WHERE ticket_id = '1' ORDER BY position"
    )
    assert said == [("customer", "public"), ("agent", "public"), ("agent", "private")]
    facts = account.ask(
        "SELECT segment, resolved_at IS NOT NULL, url FROM tickets ORDER BY ticket_id LIMIT 1"
    )
    assert facts == [("pro", True, "https://acme.zendesk.example/agent/tickets/1")]


def test_no_name_and_no_address_of_a_customer_reaches_the_warehouse(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk)
    account.pull()
    stored = (account.folder / "var" / "koe.duckdb").read_bytes()
    assert "勅使河原".encode() not in stored
    assert b"@mail.example" not in stored


def test_the_second_pull_asks_only_for_what_changed(zendesk: Any, account: Any) -> None:
    filled(zendesk)
    account.pull()
    before = len(zendesk.asked)
    assert account.pull()["read"] == 0
    assert len(zendesk.asked) - before == 2, "a token and one page of the export"
    zendesk.comment(2, "Still broken", author=10_002)
    assert account.pull()["loaded"] == 1
    assert account.ask("SELECT count(*) FROM messages WHERE ticket_id = '2'") == [(4,)]


def test_reopened_merged_deleted_and_follow_up_tickets_end_as_zendesk_has_them(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk)
    account.pull()
    zendesk.reopen(1)
    zendesk.merge(2, into=3)
    zendesk.delete(4)
    via = {"channel": "email", "source": {"rel": "follow_up", "from": {"ticket_id": 5}}}
    zendesk.open(6, "まだ落ちます。", via=via)
    counts = account.pull()
    assert counts["loaded"] >= 4
    assert kept(account) == truth(zendesk)
    kinds = account.ask("SELECT ticket_id, kind FROM ticket_events ORDER BY ALL")
    assert {("1", "reopened"), ("2", "merged"), ("4", "deleted")} <= set(kinds)
    follows = account.ask("SELECT attributes->>'follow_up_of' FROM tickets WHERE ticket_id = '6'")
    assert follows == [("5",)]


def test_a_comment_redacted_in_place_is_replaced_though_nothing_was_added(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk, 2)
    zendesk.comment(1, "My secret phrase is bluebird", author=10_001)
    account.pull()
    zendesk.redact(1, 3, "My secret phrase is ▇▇▇▇")
    assert account.pull()["loaded"] == 1
    said = "".join(text for (text,) in account.ask("SELECT text FROM messages"))
    assert "bluebird" not in said
    assert "▇▇▇▇" in said


def test_a_ticket_deleted_between_the_list_and_its_comments_is_deleted(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk, 3)
    zendesk.before_comments = lambda number: zendesk.delete(2) if number == 2 else None
    assert account.pull()["quarantined"] == 0
    zendesk.before_comments = None
    account.pull()
    assert kept(account) == truth(zendesk)


@pytest.mark.slow
def test_comments_that_are_forbidden_cost_their_ticket_and_can_be_asked_for_again(
    zendesk: Any, account: Any
) -> None:
    from flows.quarantine import replay

    filled(zendesk, 3)
    zendesk.instead["/api/v2/tickets/2/comments"] = deque([(403, {}, HTML)])
    counts = account.pull()
    assert (counts["read"], counts["loaded"], counts["quarantined"]) == (3, 2, 1)
    night = account.night()
    with night.warehouse.lock():
        assert replay(night).loaded == 1
    assert kept(account) == truth(zendesk)


def test_an_empty_page_before_the_end_does_not_end_the_pull(zendesk: Any, account: Any) -> None:
    filled(zendesk)
    zendesk.empty_page_first = True
    assert len(account.read()) == 5


def test_the_same_cursor_twice_ends_the_pull_loudly_and_keeps_what_came_before(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk)
    account.pull()
    zendesk.stuck = True
    with pytest.raises(HelpdeskError, match="same cursor"):
        account.pull()
    zendesk.stuck = False
    zendesk.comment(1, "Hello again", author=10_001)
    assert account.pull()["loaded"] == 1


def test_many_comments_come_in_pages(zendesk: Any, account: Any) -> None:
    zendesk.open(1, "Nothing works")
    for number in range(230):
        zendesk.comment(1, f"Answer number {number}")
    (ticket,) = [read.ticket for read in account.read()]
    assert len({message.message_id for message in ticket.messages}) == 231


@pytest.mark.parametrize("status", [409, 429, 500, 502, 503, 520, 524])
def test_a_passing_trouble_is_waited_out(
    status: int, zendesk: Any, account: Any, clock: Any
) -> None:
    filled(zendesk, 1)
    path = "/api/v2/incremental"
    zendesk.instead[path] = deque([(status, {"Retry-After": "37"}, HTML), (status, {}, HTML)])
    assert len(account.read()) == 1
    assert 37.0 in clock.slept
    assert 4.0 in clock.slept, "without a word from the server: the second wait of its own"


def test_a_retry_after_may_be_a_date(zendesk: Any, account: Any, clock: Any) -> None:
    filled(zendesk, 1)
    later = {"Retry-After": "Fri, 20 Nov 2026 18:00:45 GMT"}
    zendesk.instead["/api/v2/incremental"] = deque([(429, later, "")])
    account.read()
    assert any(30 < seconds <= 45 for seconds in clock.slept)


def test_an_answer_that_breaks_off_or_is_a_proxys_page_is_asked_for_again(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk, 1)
    zendesk.instead["/api/v2/incremental"] = deque([(0, {}, ""), (200, {}, HTML), (200, {}, "[")])
    assert len(account.read()) == 1


def test_a_helpdesk_that_stays_down_is_told_and_the_next_pull_goes_on(
    zendesk: Any, account: Any
) -> None:
    filled(zendesk, 3)
    zendesk.page = 1
    zendesk.instead["/api/v2/tickets/2/comments"] = deque([(503, {}, HTML)] * 6)
    with pytest.raises(HelpdeskDown, match="503"):
        account.pull()
    assert account.ask("SELECT count(*) FROM tickets") == [(1,)]
    counts = account.pull()
    assert counts["loaded"] == 2, "the first ticket is not asked for again"
    files = account.ask("SELECT state, rows_read, rows_loaded FROM ingest_files")
    assert files == [("done", 3, 3)], "one pull, begun in one night and ended in the next"


def test_a_wait_of_hours_is_left_to_the_next_run(zendesk: Any, account: Any, clock: Any) -> None:
    zendesk.instead["/api/v2/incremental"] = deque([(429, {"Retry-After": "7200"}, "")])
    with pytest.raises(HelpdeskDown):
        account.read()
    assert max(clock.slept, default=0) < 7200


def test_the_export_is_asked_at_most_ten_times_a_minute(
    zendesk: Any, account: Any, clock: Any
) -> None:
    filled(zendesk, 12)
    zendesk.page = 1
    account.read()
    exports = [one for one in zendesk.asked if "incremental" in one.path]
    assert len(exports) == 12
    assert sum(clock.slept) >= 11 * 6


def test_a_token_that_ends_in_the_middle_is_fetched_again(zendesk: Any, account: Any) -> None:
    filled(zendesk, 3)
    zendesk.instead["/api/v2/tickets/2/comments"] = deque([(401, {}, "")])
    assert len(account.read()) == 3
    assert len(zendesk.tokens) == 2


def test_a_short_lived_token_is_renewed_before_it_ends(
    zendesk: Any, account: Any, clock: Any
) -> None:
    filled(zendesk, 12)
    zendesk.page, zendesk.token_life = 1, 90
    assert len(account.read()) == 12
    assert len(zendesk.tokens) >= 2


def test_a_wrong_secret_is_told_without_showing_it(
    zendesk: Any, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOE_ZENDESK_CLIENT_SECRET", "not-the-secret-at-all")
    with pytest.raises(HelpdeskRefused) as told:
        account.read()
    assert "not-the-secret" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__context__ is None or "not-the-secret" not in repr(told.value.__context__)


def test_an_api_token_still_works_until_zendesk_ends_them(
    zendesk: Any, serve: Make, desk: Make
) -> None:
    filled(zendesk, 1)
    account = desk(kind="zendesk", url=serve(zendesk), user="koe@acme.example")
    assert len(account.read()) == 1


@pytest.mark.parametrize("role", ["agent", "end-user"])
def test_a_login_that_may_not_export_is_told_before_the_night(
    role: str, zendesk: Any, account: Any
) -> None:
    from flows.helpdesk import open_helpdesk

    zendesk.users[901]["role"] = role
    with open_helpdesk(account.night()) as helpdesk, pytest.raises(HelpdeskRefused, match="admin"):
        helpdesk.check()


def test_nothing_that_was_said_or_is_secret_is_logged(
    zendesk: Any, account: Any, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    filled(zendesk, 2)
    zendesk.instead["/api/v2/tickets/2/comments"] = deque([(500, {}, "アプリが落ちます")])
    account.pull()
    logged = caplog.text + "".join(account.said)
    assert "アプリが落ちます" not in logged
    assert not [value for value in (*secrets.values(), "token-1") if value in logged]


def test_rows_that_are_no_tickets_are_quarantined_and_add_up(zendesk: Any, account: Any) -> None:
    filled(zendesk, 4)
    zendesk.tickets[3]["status"] = "escalated"
    page = zendesk._side([zendesk.tickets[1], zendesk.tickets[3]])
    page["tickets"] += ["not an object", {"no": "id"}]
    told = page | {"after_cursor": "eA==", "end_of_stream": True}
    zendesk.instead["/api/v2/incremental"] = deque([(200, {}, told)])
    counts = account.pull()
    assert (counts["read"], counts["loaded"], counts["quarantined"]) == (4, 1, 3)
    reasons = account.ask("SELECT reason FROM quarantine ORDER BY ALL")
    assert reasons == [("bad_json",), ("missing_id",), ("unknown_status",)]


@pytest.mark.slow
def test_a_first_pull_that_is_killed_goes_on_where_it_was(
    zendesk: Any, account: Any, tmp_path: Path
) -> None:
    filled(zendesk, 9)
    zendesk.page = 2
    config = tmp_path / "koe.toml"
    tables = "".join(f'{key} = "{value}"\n' for key, value in account.helpdesk.items())
    config.write_text(
        f'[account]\nname = "desk"\n[helpdesk]\n{tables}requests_per_minute = 60000\n'
    )
    killed: list[int] = []

    def kill(number: int) -> None:
        if number == 6 and not killed:
            killed.append(number)
            os.kill(child.pid, signal.SIGKILL)

    zendesk.before_comments = kill
    command = [sys.executable, "-m", "app.main", "intake", "--config", str(config)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    child.communicate(timeout=120)
    assert child.returncode == -signal.SIGKILL
    assert account.ask("SELECT count(*) FROM tickets") == [(4,)]
    assert account.pull()["loaded"] == 5
    assert kept(account) == truth(zendesk)
    assert account.ask("SELECT state, rows_read FROM ingest_files") == [("done", 9)]


@pytest.mark.slow
def test_the_doctor_tries_the_login(zendesk: Any, account: Any, tmp_path: Path) -> None:
    from flows.doctor import examine

    config = tmp_path / "koe.toml"
    tables = "".join(f'{key} = "{value}"\n' for key, value in account.helpdesk.items())
    config.write_text(f"[helpdesk]\n{tables}")
    found = {one.name: one for one in examine(config)}
    assert found["helpdesk"].ok, found["helpdesk"].told
    zendesk.users[901]["role"] = "agent"
    found = {one.name: one for one in examine(config)}
    assert not found["helpdesk"].ok
    assert "admin" in found["helpdesk"].told


@pytest.mark.slow
def test_a_helpdesk_that_is_down_keeps_nobody_from_the_trends_of_what_is_there(
    zendesk: Any, account: Any
) -> None:
    from flows.night import run_night

    filled(zendesk, 2)
    account.pull()
    zendesk.instead["/api/v2/incremental"] = deque([(503, {}, HTML)] * 6)
    night = account.night()
    night.run_id = ""
    with pytest.raises(HelpdeskDown):
        run_night(night)
    assert [stage.stage for stage in night.stages] == ["analyse", "alert", "report", "publish"]
    assert (account.folder / "var" / "published" / "koe.duckdb").is_file()
