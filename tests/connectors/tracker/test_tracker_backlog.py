"""What is Backlog's own: its errors, its key in the address, its statuses and its notation."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.backlog_sim import BacklogState, running
from connectors.tracker.answers import answer_of
from connectors.tracker.backlog import BacklogTracker
from connectors.tracker.backlog_read import status_of
from connectors.tracker.backlog_session import BacklogAccess
from connectors.tracker.operations import Desk
from connectors.tracker.outbox import search_works, send
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy, Words
from connectors.tracker.recover import recover
from connectors.tracker.render.backlog import document, escape
from records.errors import ConfigurationError, Down, Rejected, Throttled, Uncertain
from records.issue import Block, Draft, Table, TopicEvidence

Topic = Callable[..., TopicEvidence]


@pytest.fixture
def state(night: datetime) -> BacklogState:
    return BacklogState(clock=lambda: night)


@pytest.fixture
def tracker(state: BacklogState) -> Iterator[BacklogTracker]:
    with running(state) as address:
        access = BacklogAccess(address, state.key, read_seconds=5)
        made = BacklogTracker(
            access, "KOE", clock=lambda: state.clock(), sleep=lambda _seconds: None
        )
        yield made
        made.close()


@pytest.fixture
def draft(topic: Topic, night: datetime) -> Draft:
    made = Desk(topic(), Policy(), night, "topic").create("because").draft
    assert made is not None
    return made


def posts(state: BacklogState) -> int:
    return sum(one == ("POST", "/api/v2/issues") for one in state.requests)


@pytest.mark.parametrize(
    ("fault", "error", "issues"),
    [
        ("drop before", Uncertain, 0),
        ("drop after", Uncertain, 1),
        ("503 after", Uncertain, 1),
        ("429", Throttled, 0),
    ],
)
def test_a_create_that_meets_a_fault_is_sent_once_and_told_for_what_it_is(
    tracker: BacklogTracker, state: BacklogState, draft: Draft, fault: Any, error: Any, issues: int
) -> None:
    tracker.check()
    state.categories.append({"id": 9, "name": "koe"})
    tracker.changed_since(state.clock())  # knows the categories
    state.faults.append(fault)
    with pytest.raises(error) as raised:
        tracker.create(draft, draft.labels[1], "op-1")
    assert posts(state) == 1
    assert len(state.issues) == issues
    if isinstance(raised.value, Throttled):
        assert raised.value.retry_after == pytest.approx(5, abs=1)


def test_a_lost_reply_ends_in_one_issue(
    tracker: BacklogTracker, state: BacklogState, topic: Topic, store: Any, night: datetime
) -> None:
    policy = Policy(allow_first_fill=5)
    state.categories.append({"id": 9, "name": "koe"})
    state.faults.append("drop after")
    planned = plan([topic()], [], policy, night)
    report = send(planned, tracker, store, policy, state.clock, lambda _seconds: None)
    assert report.counts["uncertain"] == 1
    assert recover(tracker, store, policy, night).counts["recovered"] == 1
    assert (posts(state), len(state.issues)) == (1, 1)


def test_a_search_that_finds_nothing_keeps_an_uncertain_create_waiting(
    tracker: BacklogTracker, state: BacklogState, topic: Topic, store: Any, night: datetime
) -> None:
    policy = Policy(allow_first_fill=5)
    state.categories.append({"id": 9, "name": "koe"})
    state.faults.append("drop after")
    send(plan([topic()], [], policy, night), tracker, store, policy, state.clock, lambda _s: None)
    state.is_blind = True
    assert recover(tracker, store, policy, night).counts["waiting"] == 1
    state.is_blind = False
    later = night + timedelta(hours=1)
    assert recover(tracker, store, policy, later).counts["recovered"] == 1


def test_a_blind_search_is_noticed_where_no_issue_is_known(
    tracker: BacklogTracker, state: BacklogState, draft: Draft, night: datetime
) -> None:
    policy = Policy()
    tracker.create(draft, draft.labels[1], "op-1")
    state.is_blind = True
    assert search_works(tracker, [], policy, night), "too young: the search may not know it yet"
    later = night + timedelta(hours=1)
    state.clock = lambda: later
    assert not search_works(tracker, [], policy, later)
    state.is_blind = False
    assert search_works(tracker, [], policy, later)


def test_reads_wait_out_a_rate_limit(tracker: BacklogTracker, state: BacklogState) -> None:
    state.faults += ["429", "429"]
    assert tracker.check().account == "Koe"


def test_the_key_is_in_no_repr_error_or_log(
    state: BacklogState, draft: Draft, caplog: pytest.LogCaptureFixture, night: datetime
) -> None:
    key = "a-secret-key-nobody-may-see"
    with running(state) as address, caplog.at_level(logging.DEBUG, logger="httpx"):
        access = BacklogAccess(address, key)
        tracker = BacklogTracker(access, "KOE", clock=lambda: night, sleep=lambda _seconds: None)
        with pytest.raises(Rejected, match="KOE_BACKLOG_KEY") as raised:
            tracker.create(draft, draft.labels[1], "op-1")
        tracker.close()
    assert raised.value.__cause__ is None
    assert key not in f"{access!r}{raised.value}{caplog.text}"


def test_a_server_that_is_not_there_is_down(night: datetime) -> None:
    access = BacklogAccess("http://127.0.0.1:9", "k", connect_seconds=0.5)
    tracker = BacklogTracker(access, "KOE", clock=lambda: night, sleep=lambda _seconds: None)
    with pytest.raises(Down):
        tracker.check()
    tracker.close()


def test_a_key_is_not_sent_in_the_clear_and_a_project_must_exist(
    state: BacklogState, night: datetime
) -> None:
    with pytest.raises(ConfigurationError, match="api_url"):
        BacklogAccess("http://example.backlog.com", "k")
    with running(state) as address:
        access = BacklogAccess(address, state.key)
        tracker = BacklogTracker(access, "NONE", clock=lambda: night, sleep=lambda _seconds: None)
        with pytest.raises(ConfigurationError, match="no project NONE"):
            tracker.check()
        tracker.close()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("status", "resolution", "answer"),
    [
        (1, None, "received"),
        (2, None, "in_progress"),
        (3, 0, "in_progress"),
        (4, 0, "shipped"),
        (4, 1, "declined"),
        (4, 3, "duplicate"),
        (4, 4, "declined"),
    ],
)
def test_statuses_and_resolutions_are_answers_in_both_languages(
    tracker: BacklogTracker, state: BacklogState, draft: Draft,
    language: Any, status: int, resolution: int | None, answer: str,
) -> None:  # fmt: skip
    state.language = language
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    state.person("KOE-1", status=status, resolution=resolution)
    assert answer_of(tracker.get([issue])[0], Words()) == answer


@pytest.mark.parametrize(
    ("name", "category"), [("レビュー中", "doing"), ("見送り", "done"), ("リリース済み", "done")]
)
def test_a_status_of_a_teams_own_ends_an_issue_by_its_name(name: str, category: str) -> None:
    assert status_of({"id": 77, "name": name}, Words())[2] == category


def test_a_person_steers_with_a_category(
    tracker: BacklogTracker, state: BacklogState, draft: Draft
) -> None:
    issue = tracker.create(draft, draft.labels[1], "op-1").issue_id
    state.person("KOE-1", category="koe-mute")
    assert "koe-mute" in tracker.get([issue])[0].labels


def test_an_account_that_may_make_no_category_still_opens_issues(
    tracker: BacklogTracker, state: BacklogState, draft: Draft
) -> None:
    state.may_make_categories = False
    made = tracker.create(draft, draft.labels[1], "op-1")
    assert tracker.find(draft.labels[1]) == [made]


def test_backlogs_notation_shows_what_was_written() -> None:
    table = Table(("週", "件数"), (("10月5日", "a|b"),))
    made = document([Block("heading", "* 声"), Block("table", table=table)])
    assert made == "** \\* 声\n\n|週|件数|h\n|10月5日|a\\|b|\n"
    assert escape("{code} ''x'' [[y]] #image(z)\n- w") == (
        "\\{code\\} \\'\\'x\\'\\' \\[\\[y\\]\\] \\#image(z)\n\\- w"
    )
