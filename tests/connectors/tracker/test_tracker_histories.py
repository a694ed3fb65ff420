"""Nights, kills, faults, lag and people at random: what Koe promises holds in every history."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.tracker_machine import Histories
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


@pytest.mark.slow
def test_histories_find_the_duplicates_that_the_settle_time_prevents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The machine can fail: without the settle time it finds two issues under one label."""
    made = JiraInside.tracker

    def hasty(jira: JiraInside) -> JiraTracker:
        tracker = made(jira)
        tracker.settle_seconds = 0.0
        return tracker

    monkeypatch.setattr(JiraInside, "tracker", hasty)
    with pytest.raises(AssertionError, match=r"two issues under one label|open"):
        run_state_machine_as_test(Histories, settings=settings(LIVES, max_examples=400))


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
