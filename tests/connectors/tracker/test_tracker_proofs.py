"""``koe doctor`` and the tracker: what is missing is named before the first night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from app.backlog_sim import BacklogState, running
from connectors.tracker.backlog import BacklogTracker
from connectors.tracker.backlog_session import BacklogAccess
from connectors.tracker.jira import JiraTracker
from connectors.tracker.operations import Desk
from connectors.tracker.policy import Policy
from connectors.tracker.proofs import CanProve
from records.errors import ConfigurationError, KoeError, Rejected
from records.issue import Draft, TopicEvidence

Topic = Callable[..., TopicEvidence]


@pytest.fixture
def tracker(jira: Any) -> Iterator[JiraTracker]:
    made = jira.tracker()
    yield made
    made.close()


@pytest.fixture
def draft(topic: Topic, night: datetime) -> Draft:
    made = Desk(topic(), Policy(), night, "topic").create("because").draft
    assert made is not None
    return made


def told(tracker: CanProve, issue_type: str = "Task") -> dict[str, str]:
    """What each proof says, or what is wrong."""
    found: dict[str, str] = {}
    for name, proof in tracker.proofs(issue_type).items():
        try:
            found[name] = proof()
        except KoeError as error:
            found[name] = f"FAIL {error}"
    return found


def test_a_jira_that_is_set_up_well_proves_everything(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    found = told(tracker)
    assert list(found) == [
        *("tracker", "tracker permissions", "tracker fields", "tracker transitions")
    ]
    assert not any(words.startswith("FAIL") for words in found.values())
    assert "no closed issue" in found["tracker transitions"]
    tracker.create(draft, draft.labels[1], "op-1")
    jira.person("close", resolution="Done")
    assert "KOE-1 could be opened again: To Do" in told(tracker)["tracker transitions"]
    assert jira.posts("create") == 1, "a proof writes nothing"


def test_a_missing_permission_is_named_and_so_it_is_before_every_run(
    tracker: JiraTracker, jira: Any
) -> None:
    jira.faults.lacking = ["EDIT_OWN_COMMENTS", "TRANSITION_ISSUES"]
    found = told(tracker)
    assert (
        "lacks EDIT_OWN_COMMENTS, TRANSITION_ISSUES in project KOE"
        in (found["tracker permissions"])
    )
    assert "Next: ask the Jira administrator" in found["tracker permissions"]
    assert not found["tracker"].startswith("FAIL")
    with pytest.raises(ConfigurationError, match="TRANSITION_ISSUES"):
        tracker.check()


def test_a_required_field_of_the_projects_own_is_named(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    jira.faults.required_field = "Cost centre"
    words = told(tracker)["tracker fields"]
    assert "requires Cost centre" in words
    assert "Next: give these fields a default" in words
    with pytest.raises(Rejected, match="Cost centre"):
        tracker.create(draft, draft.labels[1], "op-1")


def test_a_screen_without_labels_is_told_before_it_can_open_anything_twice(
    tracker: JiraTracker, jira: Any
) -> None:
    jira.faults.labels_off_screen = True
    assert "the create screen of KOE lacks labels" in told(tracker)["tracker fields"]


def test_an_issue_type_that_is_not_there_is_told_with_those_that_are(
    tracker: JiraTracker,
) -> None:
    words = told(tracker, "Epic")["tracker fields"]
    assert "no issue type 'Epic'" in words
    assert "Task, Bug, Story" in words


def test_a_workflow_without_a_way_out_of_done_is_told(
    tracker: JiraTracker, draft: Draft, jira: Any
) -> None:
    tracker.create(draft, draft.labels[1], "op-1")
    jira.person("close", resolution="Done")
    jira.faults.no_way_back = True
    words = told(tracker)["tracker transitions"]
    assert "no way out of Done on KOE-1" in words
    assert 'tracker.on_recurrence to "new"' in words
    with pytest.raises(Rejected):
        tracker.move(tracker.find(draft.labels[1])[0].issue_id, "todo")


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        ({}, "", ""),
        ({"role": 4}, "tracker permissions", "the account's role in the space is 4"),
        ({"required_field": "部署"}, "tracker fields", "Task in KOE requires 部署"),
        ({"required_field": None}, "", ""),
        ({"project": "ELSE"}, "tracker", "Backlog shows no project KOE"),
    ],
)
def test_a_backlog_proves_what_its_api_shows(change: dict[str, Any], name: str, words: str) -> None:
    state = BacklogState(**change)
    with running(state) as address:
        made = BacklogTracker(
            BacklogAccess(address, state.key), "KOE", clock=state.clock, sleep=lambda _: None
        )
        found = told(made)
        made.close()
    failed = {key: said for key, said in found.items() if said.startswith("FAIL")}
    assert name in failed or not name
    assert words in failed.get(name, "")
    assert bool(failed) is bool(name)
    assert all(method == "GET" for method, _ in state.requests), "a proof writes nothing"
