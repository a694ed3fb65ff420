"""Koe hears what people did, and only that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import pytest

from connectors.tracker.policy import Policy
from connectors.tracker.pull import Heard, pull
from connectors.tracker.store import SendReport
from records.issue import Answer, TopicEvidence

Topic = Callable[..., TopicEvidence]


class Night(Protocol):
    jira: Any
    store: Any
    policy: Policy

    def __call__(self, *topics: TopicEvidence) -> SendReport: ...


def listen(night: Night) -> Heard:
    """Pull and save, as the report stage does."""
    tracker = night.jira.tracker()
    heard = pull(tracker, night.store.issues(), night.policy, night.jira.now())
    tracker.close()
    for issue in heard.issues:
        night.store.save_issue(issue)
    return heard


@pytest.fixture
def filed(run_night: Night, topic: Topic) -> Night:
    """A project with one issue."""
    run_night(topic())
    return run_night


def test_nothing_new_is_no_answer(filed: Night) -> None:
    assert listen(filed).changes == ()


def test_koes_own_writes_are_no_answer(filed: Night, topic: Topic) -> None:
    filed.jira.pass_days(1)
    filed(topic(customers=50))
    assert listen(filed).changes == ()


def test_each_change_of_the_answer_is_heard_once_with_its_time(filed: Night) -> None:
    answers = []
    for to, resolution in (("進行中", None), ("完了", "Done"), ("完了", "対応しない")):
        filed.jira.pass_days(1)
        more = {"resolution": resolution} if resolution else {}
        filed.jira.person("transition", to=to, **more)
        (change,) = listen(filed).changes
        assert change.happened_at == filed.jira.now()
        answers.append((change.previous, change.answer))
        assert listen(filed).changes == ()
    assert [answer for _, answer in answers] == [
        Answer.IN_PROGRESS,
        Answer.SHIPPED,
        Answer.DECLINED,
    ]


def test_a_no_mutes_for_half_a_year_and_reopening_it_by_hand_ends_that(filed: Night) -> None:
    filed.jira.person("close", resolution="Cannot Reproduce")
    (issue,) = listen(filed).issues
    assert issue.muted_until is not None
    assert (issue.muted_until - filed.jira.now()).days == 180
    filed.jira.person("transition", to="To Do")
    (issue,) = listen(filed).issues
    assert issue.muted_until is None
    assert issue.resolved_at is None


def test_the_thirty_days_of_a_mute_begin_when_the_label_is_first_seen(filed: Night) -> None:
    filed.jira.person("add_label", label="koe-mute-30d")
    first = listen(filed).issues[0].muted_until
    filed.jira.pass_days(10)
    assert listen(filed).issues[0].muted_until == first
    filed.jira.person("remove_label", label="koe-mute-30d")
    assert listen(filed).issues[0].muted_until is None


def test_a_deleted_issue_is_gone_and_shown_to_people(filed: Night, topic: Topic) -> None:
    filed(topic(), topic(topic_uid="t2", number=2))
    filed.jira.person("delete", "KOE-1")
    heard = listen(filed)
    assert [change.answer for change in heard.changes] == [Answer.GONE]


def test_that_all_issues_were_deleted_is_believed_when_a_person_says_so(
    filed: Night, topic: Topic
) -> None:
    filed(topic(), topic(topic_uid="t2", number=2))
    for key in ("KOE-1", "KOE-2"):
        filed.jira.person("delete", key)
    tracker, now = filed.jira.tracker(), filed.jira.now()
    heard = pull(tracker, filed.store.issues(), filed.policy, now, believe_all_gone=True)
    tracker.close()
    assert {issue.answer for issue in heard.issues} == {Answer.GONE}


def test_a_duplicate_names_the_issue_that_carries_on(filed: Night, topic: Topic) -> None:
    filed(topic(), topic(topic_uid="t2", number=2))
    filed.jira.person("close", "KOE-2", of="KOE-1")
    (change,) = listen(filed).changes
    assert change.answer is Answer.DUPLICATE
    assert {issue.alias_of for issue in filed.store.issues()} == {None, "KOE-1"}


def test_an_issue_of_another_koe_in_the_same_jira_is_not_taken_in(
    filed: Night, topic: Topic
) -> None:
    """TEST and PROD in one project, each with its own tenant."""
    tracker = filed.jira.tracker()
    other = pull(tracker, [], Policy(tenant="prod"), filed.jira.now())
    same = pull(tracker, [], filed.policy, filed.jira.now())
    tracker.close()
    assert other.issues == ()
    assert [issue.issue_key for issue in same.issues] == ["KOE-1"]
