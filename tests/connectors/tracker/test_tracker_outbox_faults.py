"""What a night does when Jira is slow, busy, blind, down, or says no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import pytest

from connectors.tracker.jira import JiraTracker
from connectors.tracker.jira_session import Deployment, JiraAccess
from connectors.tracker.store import SendReport
from records.errors import ConfigurationError, Down, Rejected
from records.issue import Answer, TopicEvidence

Topic = Callable[..., TopicEvidence]


class Night(Protocol):
    jira: Any
    store: Any
    policy: Any

    def __call__(self, *topics: TopicEvidence) -> SendReport: ...

    def killed(self, commit: int, torn: bool, *topics: TopicEvidence) -> bool: ...


def several(topic: Topic, number: int) -> list[TopicEvidence]:
    return [topic(topic_uid=f"t{n}", number=n, name=f"困りごと{n}") for n in range(number)]


def test_three_ordinary_nights(run_night: Night, topic: Topic) -> None:
    first = run_night(topic())
    assert first.counts["created"] == 1
    assert first.lines[0].startswith("KOE-1 opened: 38 customers")
    run_night.jira.pass_days(1)
    second = run_night(topic(customers=41, tickets=46))
    assert second.counts["edited"] == 1
    assert second.counts["created"] == 0
    run_night.jira.person("close", resolution="Won't Do")
    run_night.jira.pass_days(1)
    third = run_night(topic(customers=90, tickets=100))
    assert not third.lines
    assert run_night.store.issues()[0].answer is Answer.DECLINED
    assert len(run_night.jira.issues()) == 1


def test_a_create_is_one_post(run_night: Night, topic: Topic) -> None:
    run_night(topic())
    assert run_night.jira.posts("create") == 1


def test_no_write_is_sent_again_by_itself_when_its_answer_is_lost(
    run_night: Night, topic: Topic
) -> None:
    run_night.jira.faults.drop_after_commit(on="create")
    report = run_night(topic())
    assert run_night.jira.posts("create") == 1
    assert report.counts["uncertain"] == 1
    assert run_night.store.states() == ["uncertain"]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_after_sending_is_uncertain(
    run_night: Night, topic: Topic, status: int
) -> None:
    run_night.jira.faults.answer(status, on="create", after_commit=True)
    run_night(topic())
    assert run_night.store.states() == ["uncertain"]
    run_night.jira.pass_days(1)
    run_night(topic())
    assert len(run_night.jira.issues()) == 1


def test_after_three_lost_answers_the_run_stops(run_night: Night, topic: Topic) -> None:
    run_night.jira.faults.drop_after_commit(times=9, on="create")
    report = run_night(*several(topic, 6))
    assert report.stopped
    assert len(run_night.jira.issues()) == 3


@pytest.mark.parametrize("as_date", [False, True])
def test_a_busy_jira_is_given_the_time_it_asks_for(
    run_night: Night, topic: Topic, as_date: bool
) -> None:
    run_night.jira.faults.throttle(seconds=30, as_date=as_date, on="create")
    report = run_night(topic())
    assert report.counts["created"] == 1
    assert any(25 <= seconds <= 30 for seconds in run_night.jira.slept)
    assert run_night.store.states() == ["done"]


def test_the_third_429_ends_the_night(run_night: Night, topic: Topic) -> None:
    run_night.jira.faults.throttle(times=50, seconds=5, on="create")
    report = run_night(*several(topic, 5))
    assert report.stopped == "the tracker asked to slow down too often"
    assert run_night.jira.posts("create") == 3
    run_night.jira.faults.clear()
    run_night(*several(topic, 5))
    assert len(run_night.jira.issues()) == 5


def test_a_wait_that_is_too_long_ends_the_night_at_once(run_night: Night, topic: Topic) -> None:
    run_night.jira.faults.throttle(times=50, seconds=3600, on="create")
    report = run_night(*several(topic, 5))
    assert report.stopped
    assert max(run_night.jira.slept, default=0) < 3600


def test_two_writes_a_second_at_most(run_night: Night, topic: Topic) -> None:
    began = run_night.jira.now()
    run_night(*several(topic, 5))
    took = (run_night.jira.now() - began).total_seconds()
    assert took == pytest.approx(4.5), "ten writes, as each issue has its picture"


def test_a_refusal_is_told_once_however_many_issues_it_hits(run_night: Night, topic: Topic) -> None:
    run_night.jira.faults.labels_off_screen = True
    report = run_night(*several(topic, 4))
    assert report.counts["dead"] == 4
    assert len(report.alerts) == 1
    assert "labels" in report.alerts[0]
    assert run_night.jira.issues() == []


def test_a_search_that_finds_nothing_any_more_opens_nothing(run_night: Night, topic: Topic) -> None:
    run_night(topic())
    run_night.jira.pass_days(1)
    run_night.jira.faults.blind_search = True
    report = run_night(topic(customers=50), *several(topic, 3))
    assert report.counts["created"] == 0
    assert "no longer finds issues that exist" in report.alerts[0]
    assert report.counts["edited"] == 1
    assert len(run_night.jira.issues()) == 1
    run_night.jira.faults.clear()
    assert run_night(*several(topic, 3)).counts["created"] == 3


def test_the_first_issue_of_all_is_not_opened_twice_when_the_search_goes_blind_after_it(
    run_night: Night, topic: Topic
) -> None:
    assert run_night.killed(3, True, topic()), "opened in Jira, not written down here"
    run_night.jira.faults.blind_search = True
    for _ in range(2):
        run_night.jira.pass_days(1)
        report = run_night(topic())
        assert "no longer finds issues that exist" in report.alerts[0]
    run_night.jira.faults.clear()
    run_night(topic())
    assert len(run_night.jira.issues()) == 1
    assert run_night.store.issues()[0].issue_key == "KOE-1"


def test_when_no_issue_can_be_seen_any_more_nothing_is_taken_for_an_answer(
    run_night: Night, topic: Topic
) -> None:
    run_night(*several(topic, 3))
    for key in ("KOE-1", "KOE-2", "KOE-3"):
        run_night.jira.person("delete", key)
    with pytest.raises(Rejected, match="none of Koe's 3 issues"):
        run_night(*several(topic, 3))
    assert {issue.answer for issue in run_night.store.issues()} == {Answer.RECEIVED}


def test_a_deleted_issue_is_not_opened_again(run_night: Night, topic: Topic) -> None:
    run_night(*several(topic, 2))
    run_night.jira.person("delete", "KOE-1")
    report = run_night(*several(topic, 2))
    assert report.counts["created"] == 0
    assert len(run_night.jira.issues()) == 1


def test_a_jira_that_cannot_be_reached_is_down_and_everything_stays_planned(
    run_night: Night, topic: Topic
) -> None:
    run_night.jira.base, base = "http://127.0.0.1:9", run_night.jira.base
    try:
        with pytest.raises(Down, match="cannot be reached"):
            run_night(topic())
    finally:
        run_night.jira.base = base
    assert run_night(topic()).counts["created"] == 1


def test_a_token_that_expired_is_refused_with_what_to_check(run_night: Night, topic: Topic) -> None:
    run_night.jira.faults.answer(401, times=9)
    with pytest.raises(Rejected, match="KOE_JIRA_TOKEN"):
        run_night(topic())


def test_the_wrong_kind_of_server_stops_before_the_first_write(run_night: Night) -> None:
    is_cloud = run_night.jira.state.flavour == "cloud"
    other: Deployment = "datacenter" if is_cloud else "cloud"
    access = JiraAccess(run_night.jira.base, other, "t", "koe@example.com")
    tracker = JiraTracker(access, "KOE", clock=run_night.jira.now, sleep=run_night.jira.sleep)
    with pytest.raises((ConfigurationError, Rejected)):
        tracker.check()
    tracker.close()


def test_what_a_person_wrote_is_never_overwritten(run_night: Night, topic: Topic) -> None:
    run_night(topic())
    run_night.jira.person("edit", summary="PM's own title", description="PM's own words")
    run_night.jira.person("comment", text="PM's remark")
    before = run_night.jira.issues()[0].description
    for day in (1, 9, 17):
        run_night.jira.pass_days(day)
        run_night(topic(customers=40 + day * 10, tickets=50 + day))
    issue = run_night.jira.issues()[0]
    assert issue.summary == "PM's own title"
    assert issue.description == before
    assert len(issue.comments) >= 3
