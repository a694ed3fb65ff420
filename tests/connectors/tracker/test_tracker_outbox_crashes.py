"""A night is killed or loses an answer anywhere; the next ones leave exactly one issue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import pytest

from connectors.tracker.store import SendReport
from records.issue import IssueState, Operation, TopicEvidence

Topic = Callable[..., TopicEvidence]
LAG = 120.0  # seconds until search sees an issue; the settle time on Cloud is 15 minutes


class Night(Protocol):
    jira: Any
    store: Any

    def __call__(self, *topics: TopicEvidence) -> SendReport: ...

    def killed(self, commit: int, torn: bool, *topics: TopicEvidence) -> bool: ...


@dataclass(frozen=True)
class Killed:
    """A process killed at a commit: ``torn`` just before it was durable."""

    commit: int
    torn: bool


# `make quick` tries the moment between a write to Jira and its being remembered, with nothing
# lost; `make test` tries every moment with every loss.
KILLS = [
    pytest.param(Killed(commit, torn), marks=[] if commit == 3 else pytest.mark.slow)
    for commit in (1, 2, 3, 4)
    for torn in (False, True)
]
LOSSES = (
    "nothing",
    pytest.param("drop_before_commit", marks=pytest.mark.slow),
    pytest.param("drop_after_commit", marks=pytest.mark.slow),
)


def lose(night: Night, how: str, on: str) -> None:
    if how != "nothing":
        getattr(night.jira.faults, how)(on=on)


def koe_comments(night: Night) -> list[str]:
    """The keys of Koe's comments on the only issue."""
    (issue,) = night.jira.issues()
    return [comment.properties["koe.note"]["key"] for comment in issue.comments]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("killed", KILLS)
def test_a_create_killed_at_any_commit_with_any_loss_ends_in_one_issue(
    run_night: Night, topic: Topic, killed: Killed, loss: str
) -> None:
    if run_night.jira.state.flavour == "cloud":
        run_night.jira.faults.index_lag = LAG
    lose(run_night, loss, "create")
    run_night.killed(killed.commit, killed.torn, topic())
    run_night(topic())  # at once: the index may not show the issue yet
    run_night.jira.pass_days(1 / 24)
    run_night(topic())
    run_night.jira.pass_days(1)
    run_night(topic())
    assert len(run_night.jira.issues()) == 1
    (known,) = run_night.store.issues()
    assert known.issue_key == "KOE-1"
    assert not run_night.store.by_state("sending", "uncertain")


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("killed", KILLS)
def test_an_update_killed_at_any_commit_with_any_loss_ends_in_one_evidence_note(
    run_night: Night, topic: Topic, killed: Killed, loss: str
) -> None:
    run_night(topic())
    run_night.jira.pass_days(1)
    more = topic(customers=40, tickets=45)
    lose(run_night, loss, "comment")
    run_night.killed(killed.commit, killed.torn, more)
    run_night(more)
    for _ in range(2):
        run_night.jira.pass_days(1)
        run_night(more)
    (key,) = koe_comments(run_night)
    assert key.endswith("/evidence")
    assert run_night.store.issues()[0].evidence_note_id


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("killed", KILLS)
def test_news_killed_at_any_commit_with_any_loss_is_told_once(
    run_night: Night, topic: Topic, killed: Killed, loss: str
) -> None:
    run_night(topic())
    run_night.jira.pass_days(8)
    more = topic(severity="high")
    lose(run_night, loss, "comment")
    run_night.killed(killed.commit, killed.torn, more)
    run_night(more)
    for _ in range(2):
        run_night.jira.pass_days(1)
        run_night(more)
    assert sum(not key.endswith("/evidence") for key in koe_comments(run_night)) == 1


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("on", ["comment", "transition"])
@pytest.mark.parametrize("killed", KILLS[2:])
def test_a_reopening_killed_at_any_commit_with_any_loss_happens_once_and_says_why(
    run_night: Night, topic: Topic, killed: Killed, loss: str, on: str
) -> None:
    run_night(topic())
    run_night.jira.person("close")
    run_night(topic())
    run_night.jira.pass_days(20)
    late = [run_night.jira.now()] * 6
    back = topic(ticket_times=(*topic().ticket_times, *late))
    lose(run_night, loss, on)
    run_night.killed(killed.commit, killed.torn, back)
    run_night(back)
    for _ in range(2):
        run_night.jira.pass_days(1)
        run_night(back)
    (issue,) = run_night.jira.issues()
    assert issue.resolution is None
    assert sum("/reopened/" in key for key in koe_comments(run_night)) == 1
    assert run_night.store.issues()[0].reopened_count == 1


def test_a_reopening_that_people_undid_meanwhile_is_not_repeated(
    run_night: Night, topic: Topic
) -> None:
    run_night(topic())
    run_night.jira.person("close")
    run_night(topic())
    run_night.jira.pass_days(20)
    back = topic(ticket_times=(*topic().ticket_times, *[run_night.jira.now()] * 6))
    assert run_night.killed(4, True, back)  # moved in Jira, not remembered here
    run_night.jira.pass_days(0.1)
    run_night.jira.person("close", resolution="対応しない")
    run_night.jira.pass_days(1)
    run_night(back)
    (issue,) = run_night.jira.issues()
    assert issue.resolution is not None
    assert run_night.store.issues()[0].answer == "declined"


def test_without_the_settle_time_a_lagging_index_makes_a_second_issue(
    run_night: Night, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why the settle time exists: this is the failure that it prevents."""
    if run_night.jira.state.flavour != "cloud":
        pytest.skip("Data Center's search does not lag")
    jira_type = type(run_night.jira)
    make = jira_type.tracker
    monkeypatch.setattr(jira_type, "tracker", lambda self: make(self, settle_seconds=0.0))
    run_night(other := topic(topic_uid="seen", number=2))
    run_night.jira.pass_days(1)
    run_night.jira.faults.index_lag = LAG
    run_night.jira.faults.drop_after_commit(on="create")
    run_night(other, topic())
    run_night(other, topic())
    assert len(run_night.jira.issues()) == 3


def test_of_two_issues_with_one_label_the_oldest_is_kept_and_a_person_is_told(
    run_night: Night, topic: Topic
) -> None:
    run_night(topic())
    (known,) = run_night.store.issues()
    first, second = run_night.jira.issues()[0], known.label
    run_night.jira.pass_days(1)
    user = run_night.jira.state.user("pm@example.com")
    values = {"summary": "a clone by hand", "labels": [second], "issue_type": "10001"}
    project = run_night.jira.state.project("KOE")
    run_night.jira.state.create(user, project, values, dict(first.properties))
    run_night.store.path.unlink()  # the warehouse was lost; the search by time is blocked too
    run_night.jira.person("remove_label", "KOE-1", label="koe")
    report = run_night(topic())
    assert report.counts["adopted"] == 1
    assert report.counts["created"] == 0
    assert run_night.store.issues()[0].issue_key == "KOE-1"
    assert "KOE-2" in report.alerts[0]


def test_a_clone_made_by_a_person_is_not_taken_for_the_issue(
    run_night: Night, topic: Topic
) -> None:
    """Jira copies labels into a clone, but not the property that proves whose issue it is."""
    run_night(topic())
    label = run_night.store.issues()[0].label
    run_night.jira.person("remove_label", "KOE-1", label="koe")
    run_night.jira.state.issue("KOE-1").created = run_night.jira.now()
    user, project = run_night.jira.state.user("pm@x.example"), run_night.jira.state.project("KOE")
    values = {"summary": "clone", "labels": [label], "issue_type": "10001"}
    run_night.jira.state.create(user, project, values, {})
    run_night.store.path.unlink()
    run_night(topic())
    assert run_night.store.issues()[0].issue_key == "KOE-1"


def test_a_lost_warehouse_takes_its_issues_in_again_without_opening_any(
    run_night: Night, topic: Topic
) -> None:
    run_night(topic())
    run_night.store.path.unlink()
    run_night.jira.pass_days(1)
    run_night(topic())
    assert len(run_night.jira.issues()) == 1
    known: IssueState = run_night.store.issues()[0]
    assert known.issue_key == "KOE-1"


def test_what_was_planned_but_is_no_longer_wanted_is_dropped(
    run_night: Night, topic: Topic
) -> None:
    run_night.jira.faults.throttle(times=20, seconds=300, on="create")
    assert run_night(topic()).stopped
    kept: list[Operation] = run_night.store.by_state("throttled")
    assert len(kept) == 1
    run_night.jira.faults.clear()
    run_night(topic(muted=True))
    assert run_night.store.states() == ["dropped"]
    assert run_night.jira.issues() == []


@pytest.mark.parametrize("killed", KILLS[2:])
def test_an_issue_deleted_after_a_killed_note_does_not_silence_later_nights(
    run_night: Night, topic: Topic, killed: Killed
) -> None:
    other = topic(topic_uid="t_other", number=2)
    run_night(topic(), other)
    run_night.jira.pass_days(8)
    run_night.killed(killed.commit, killed.torn, topic(severity="high"))
    run_night.jira.person("delete", "KOE-1")
    report = run_night(topic(severity="high"), other)
    assert report.stopped is None
