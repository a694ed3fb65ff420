"""Nights, kills, faults, lag and people at random: what Koe promises holds in every history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.tracker_machine import MOST_LAG, TOPICS, Histories
from benchmarks.tracker_world import JiraInside, Memory, night, topic
from connectors.tracker.jira import JiraTracker
from connectors.tracker.policy import Policy

LIVES = settings(
    max_examples=200,
    stateful_step_count=20,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
def test_no_history_breaks_a_promise() -> None:
    """The same 200 histories in every run; benchmarks.tracker_histories lives new ones."""
    run_state_machine_as_test(Histories, settings=LIVES)


@pytest.mark.parametrize("settles", [True, False])
def test_a_lost_answer_and_a_lagging_search_open_two_issues_only_without_the_settle_time(
    monkeypatch: pytest.MonkeyPatch, settles: bool
) -> None:
    """The machine can fail: one history breaks a promise as soon as the settle time is gone."""
    made = JiraInside.tracker

    def hasty(jira: JiraInside) -> JiraTracker:
        tracker = made(jira)
        tracker.settle_seconds = 0.0
        return tracker

    if not settles:
        monkeypatch.setattr(JiraInside, "tracker", hasty)
    with (
        closing_down(Histories()) as history,
        nullcontext() if settles else pytest.raises(AssertionError),
    ):
        _a_lost_answer(history)


@contextmanager
def closing_down(history: Histories) -> Iterator[Histories]:
    try:
        yield history
    finally:
        history.teardown()


def _a_lost_answer(history: Histories) -> None:
    """An older issue is found all along, so nothing else keeps Koe from opening a new one."""
    history.begin([9, *[0] * (TOPICS - 1)])
    history.an_ordinary_night()
    history.time_passes(24)
    history.customers_write(1, 9)
    history.the_index_lags(MOST_LAG)
    history.something_breaks("create", "after")
    for _ in range(3):
        history.an_ordinary_night()
        history.a_label_has_one_issue()
        history.a_topic_has_one_open_issue()
        history.time_passes(0.01)
        history.all_is_well_again()


@pytest.mark.slow
def test_unchanged_issues_cost_few_calls_a_week() -> None:
    """Forty issues that nobody touches: seven nights, at most three calls an issue."""
    jira, store, policy = JiraInside(), Memory(), Policy(allow_first_fill=40, writes_per_second=50)
    topics = [topic(number, 9, jira.now()) for number in range(40)]
    night(jira, store, topics, policy)
    assert len(jira.issues()) == 40
    before = jira.calls.answered
    for _ in range(7):
        jira.sleep(86_400)
        night(jira, store, topics, policy)
    assert (jira.calls.answered - before) / 40 <= 3
    jira.close()
