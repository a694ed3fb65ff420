"""The policy, sentence by sentence: what is opened, told, brought back, and left in peace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.tracker.identity import issue_label
from connectors.tracker.operations import evidence_sha256
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy
from records.issue import Answer, IssueState, Operation, OperationKind, TopicEvidence

Topic = Callable[..., TopicEvidence]
Known = Callable[..., IssueState]
POLICY = Policy()
CREATE, EDIT, NOTE, REOPEN, _ = OperationKind


def decided(
    topic: TopicEvidence,
    issue: IssueState | None,
    now: datetime,
    policy: Policy = POLICY,
    *others: IssueState,
) -> tuple[list[OperationKind], str]:
    """Tonight's operations for one topic, and all reasons in one text."""
    issues = [*([issue] if issue else []), *others]
    made = plan([topic], issues, policy, now)
    reasons = [one.reason for one in made.operations] + [one.reason for one in made.held]
    assert all(reasons)
    return [one.kind for one in made.operations], "; ".join(reasons)


def only(topic: TopicEvidence, issue: IssueState, now: datetime) -> Operation:
    (operation,) = plan([topic], [issue], POLICY, now).operations
    return operation


def another(known_issue: Known) -> IssueState:
    """Some other issue, so that this is not the first fill."""
    return known_issue(label="koe-other", topic_uid="t-other", issue_id="9", issue_key="KOE-9")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"customers": 4}, "4 of the 5 customers"),
        ({"customers": 1, "severity": "high"}, "1 of the 2 customers"),
        ({"runs_seen": 1}, "1 of the 2 runs"),
        ({"request_type": "question"}, "is question"),
        ({"request_type": None}, "no clear type"),
        ({"muted": True}, "support muted"),
    ],
)
def test_a_topic_without_enough_behind_it_gets_no_issue_and_the_reason_is_told(
    topic: Topic, known_issue: Known, night: datetime, changes: dict[str, object], says: str
) -> None:
    kinds, reason = decided(topic(**changes), None, night, POLICY, another(known_issue))
    assert kinds == []
    assert says in reason


@pytest.mark.parametrize(
    "changes",
    [
        {"customers": 5},
        {"customers": 2, "severity": "high"},
        {"runs_seen": 2},
        {"request_type": "request"},
        {"request_type": "complaint"},
    ],
)
def test_a_topic_at_the_threshold_gets_an_issue(
    topic: Topic, known_issue: Known, night: datetime, changes: dict[str, object]
) -> None:
    kinds, _ = decided(topic(**changes), None, night, POLICY, another(known_issue))
    assert kinds == [CREATE]


def test_the_first_fill_is_only_shown_until_a_person_allows_it(
    topic: Topic, night: datetime
) -> None:
    kinds, reason = decided(topic(), None, night)
    assert kinds == []
    assert "--allow-first-fill" in reason


def test_an_allowed_first_fill_opens_that_many_issues_the_largest_first(
    topic: Topic, night: datetime
) -> None:
    topics = [topic(topic_uid=f"t{n}", number=n, customers=10 + n, runs_seen=1) for n in range(8)]
    made = plan(topics, [], Policy(allow_first_fill=3), night)
    assert [one.topic_uid for one in made.operations] == ["t7", "t6", "t5"]
    assert len(made.held) == 5


def test_a_run_opens_at_most_ten_issues(topic: Topic, known_issue: Known, night: datetime) -> None:
    topics = [topic(topic_uid=f"t{n}", number=n) for n in range(15)]
    made = plan(topics, [another(known_issue)], POLICY, night)
    assert len(made.operations) == 10
    assert {one.reason for one in made.held} == {
        "10 new issues is the most for this run: another night"
    }


def test_no_more_than_fifty_issues_wait_for_an_answer(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    waiting = [known_issue(label=f"koe-{n}", topic_uid=f"o{n}") for n in range(49)]
    answered = known_issue(label="koe-x", topic_uid="x", status_category="done")
    topics = [topic(topic_uid=f"t{n}", number=n) for n in range(3)]
    made = plan(topics, [*waiting, answered], POLICY, night)
    assert len(made.operations) == 1
    assert "50 issues are open" in made.held[0].reason


def test_a_run_writes_at_most_fifty_notes(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    topics = [topic(topic_uid=f"t{n}", number=n, customers=100) for n in range(60)]
    issues = [
        known_issue(label=f"koe-{n}", topic_uid=f"t{n}", customers_at_last_note=20)
        for n in range(60)
    ]
    made = plan(topics, issues, POLICY, night)
    assert len(made.operations) == 50
    assert {one.kind for one in made.operations} == {NOTE, EDIT}


def test_planning_one_night_twice_gives_the_same_operations(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    first, second = (plan([topic()], [another(known_issue)], POLICY, night) for _ in range(2))
    assert first == second


def test_nothing_is_planned_for_an_issue_whose_last_write_is_not_settled(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    label = issue_label(POLICY.tenant, POLICY.project, topic().topic_uid)
    made = plan([topic()], [another(known_issue)], POLICY, night, unsettled={label})
    assert made.operations == ()
    assert "not known yet" in made.held[0].reason


# --- open issues ---------------------------------------------------------------------------------


def test_an_open_issue_without_news_is_left_alone(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    kinds, reason = decided(topic(), known_issue(), night)
    assert kinds == []
    assert "KOE-1 is open" in reason


def test_the_night_after_new_customers_wrote_the_figures_are_told_in_one_note(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = known_issue(created_at=night - timedelta(days=1), customers_at_last_note=30)
    kinds, reason = decided(topic(), issue, night)
    assert kinds == [EDIT]
    assert "8 more customers" in reason


@pytest.mark.parametrize(("days", "expected"), [(6.9, []), (7, [EDIT])])
def test_the_figures_are_edited_at_most_once_a_week(
    topic: Topic, known_issue: Known, night: datetime, days: float, expected: list[OperationKind]
) -> None:
    issue = known_issue(
        evidence_edited_at=night - timedelta(days=days), evidence_payload_sha256="older"
    )
    assert decided(topic(), issue, night)[0] == expected


def test_figures_that_did_not_change_are_not_edited(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = known_issue(
        evidence_edited_at=night - timedelta(days=30),
        evidence_payload_sha256=evidence_sha256(topic()),
    )
    assert decided(topic(), issue, night)[0] == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"severity": "high"}, "severity rose to high"),
        ({"customers": 76}, "customers rose from 38 to 76"),
        ({"segments": (("プレミアム", 20), ("法人", 2))}, "new segment: 法人"),
    ],
)
def test_real_news_is_told_in_a_note_of_its_own(
    topic: Topic, known_issue: Known, night: datetime, changes: dict[str, object], says: str
) -> None:
    issue = known_issue(
        evidence_edited_at=night - timedelta(days=1), evidence_payload_sha256="older"
    )
    operation = only(topic(**changes), issue, night)
    assert operation.kind is NOTE
    assert says in operation.reason
    assert sum(block.kind == "quote" for block in operation.blocks) <= 3


@pytest.mark.parametrize(
    "changes",
    [
        {"severity": "low"},
        {"customers": 75},
        {"segments": (("プレミアム", 20), ("法人", 1))},
    ],
)
def test_less_than_that_is_no_news(
    topic: Topic, known_issue: Known, night: datetime, changes: dict[str, object]
) -> None:
    issue = known_issue(evidence_edited_at=night - timedelta(days=1))
    assert decided(topic(**changes), issue, night)[0] == []


@pytest.mark.parametrize(("days", "expected"), [(6.9, []), (7, [NOTE])])
def test_notes_are_at_least_a_week_apart(
    topic: Topic, known_issue: Known, night: datetime, days: float, expected: list[OperationKind]
) -> None:
    told = night - timedelta(days=days)
    issue = known_issue(last_note_at=told, evidence_edited_at=night - timedelta(days=1))
    assert decided(topic(customers=100), issue, night)[0] == expected


# --- what people say by label --------------------------------------------------------------------


@pytest.mark.parametrize("state", ["todo", "doing", "done"])
def test_koe_mute_silences_an_issue_in_every_state(
    topic: Topic, known_issue: Known, night: datetime, state: str
) -> None:
    answer = Answer.SHIPPED if state == "done" else Answer.RECEIVED
    issue = known_issue(labels=("koe-mute",), status_category=state, answer=answer)
    kinds, reason = decided(topic(customers=900, severity="high"), issue, night)
    assert kinds == []
    assert "koe-mute" in reason


@pytest.mark.parametrize(("days", "silent"), [(29, True), (31, False)])
def test_koe_mute_30d_ends_after_thirty_days(
    topic: Topic, known_issue: Known, night: datetime, days: int, silent: bool
) -> None:
    issue = known_issue(labels=("koe-mute-30d",), muted_until=night + timedelta(days=30 - days))
    kinds, _ = decided(topic(customers=900), issue, night)
    assert (kinds == []) is silent


def test_koe_quiet_keeps_the_figures_and_stops_the_notes(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = known_issue(labels=("koe-quiet",))
    assert decided(topic(customers=900), issue, night)[0] == [EDIT]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"answer": Answer.GONE}, "deleted"),
        ({"answer": Answer.DUPLICATE, "alias_of": "KOE-3"}, "duplicate of KOE-3"),
        ({"alias_of": "KOE-3"}, "duplicate of KOE-3"),
    ],
)
def test_a_deleted_or_duplicate_issue_is_followed_by_silence(
    topic: Topic, known_issue: Known, night: datetime, changes: dict[str, object], says: str
) -> None:
    kinds, reason = decided(
        topic(customers=900), known_issue(**changes), night, POLICY, another(known_issue)
    )
    assert kinds == []
    assert says in reason


# --- after a fix ---------------------------------------------------------------------------------


def fixed(known_issue: Known, night: datetime, days: float, **changes: object) -> IssueState:
    closed = night - timedelta(days=days)
    return known_issue(
        **{"status_category": "done", "answer": Answer.SHIPPED, "resolved_at": closed} | changes
    )


def tickets(night: datetime, *days_ago: float) -> tuple[datetime, ...]:
    return tuple(night - timedelta(days=days) for days in days_ago)


def test_tickets_within_the_grace_after_a_fix_reopen_nothing(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = fixed(known_issue, night, 20)
    kinds, reason = decided(topic(ticket_times=tickets(night, *[7] * 40)), issue, night)
    assert kinds == []
    assert "0 of 5 tickets" in reason


def test_enough_tickets_after_the_grace_reopen_the_issue_with_the_reason(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = fixed(known_issue, night, 20)
    operation = only(topic(ticket_times=tickets(night, *[2] * 5)), issue, night)
    assert operation.kind is REOPEN
    assert "5 tickets after" in operation.reason
    assert "未着手に戻しました" in operation.blocks[0].text
    assert any(block.kind == "quote" for block in operation.blocks)


def test_for_a_severe_topic_two_tickets_are_enough(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = fixed(known_issue, night, 20, severity_at_last_note="high")
    evidence = topic(severity="high", ticket_times=tickets(night, 2, 3))
    assert decided(evidence, issue, night)[0] == [REOPEN]


def test_from_the_release_day_on_tickets_count_although_the_grace_is_not_over(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(ticket_times=tickets(night, *[2] * 5))
    released = fixed(known_issue, night, 6, version="6.3", released_on=date(2024, 10, 18))
    assert decided(evidence, released, night)[0] == [REOPEN]
    later = replace(released, released_on=date(2024, 10, 21))
    assert decided(evidence, later, night)[0] == []


def test_what_brings_an_issue_back_is_shown_by_voices_after_the_fix_alone(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    quotes = tuple(
        replace(
            topic().quotes[0],
            text=f"{days}日前にアプリが落ちました",
            said_on=night.date() - timedelta(days=days),
        )
        for days in (1, 2, 5, 8, 30)
    )
    evidence = topic(ticket_times=tickets(night, *[2] * 9), quotes=quotes)
    operation = only(evidence, fixed(known_issue, night, 20), night)
    assert operation.kind is REOPEN
    said = [block.text for block in operation.blocks if block.kind == "quote"]
    assert said == [f"{days}日前にアプリが落ちました" for days in (1, 2, 5)]


def test_before_the_fix_is_released_nothing_is_reopened(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = fixed(known_issue, night, 60, answer=Answer.IN_PROGRESS, version="6.3")
    kinds, reason = decided(topic(ticket_times=tickets(night, *[2] * 40)), issue, night)
    assert kinds == []
    assert "waits for release 6.3" in reason


def test_an_issue_is_reopened_at_most_once_in_thirty_days(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(ticket_times=tickets(night, *[2] * 5))
    issue = fixed(known_issue, night, 20, reopened_count=1)
    recent = replace(issue, last_reopened_at=night - timedelta(days=29))
    assert decided(evidence, recent, night)[0] == []
    older = replace(issue, last_reopened_at=night - timedelta(days=31))
    assert decided(evidence, older, night)[0] == [REOPEN]


def test_after_three_reopenings_a_human_is_asked_once(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(ticket_times=tickets(night, *[2] * 5))
    issue = fixed(known_issue, night, 20, reopened_count=3)
    operation = only(evidence, issue, night)
    assert operation.kind is NOTE
    assert "ご判断" in operation.blocks[0].text
    asked = replace(issue, last_note_at=night - timedelta(days=1))
    assert decided(evidence, asked, night)[0] == []


def test_long_after_a_fix_a_new_issue_is_opened_that_links_to_the_old_one(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = fixed(known_issue, night, 91, label=issue_label("koe", "KOE", "t-payment-crash"))
    operation = only(topic(ticket_times=tickets(night, *[2] * 5)), issue, night)
    assert operation.kind is CREATE
    assert operation.label == f"{issue.label}-g2"
    assert operation.draft is not None
    assert any(block.url == issue.url for block in operation.draft.description)


def test_a_project_may_choose_new_issues_over_reopening(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    issue = fixed(known_issue, night, 20)
    evidence = topic(ticket_times=tickets(night, *[2] * 5))
    kinds, _ = decided(evidence, issue, night, Policy(on_recurrence="new"))
    assert kinds == [CREATE]


def test_once_there_is_a_second_generation_the_first_is_history(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    first = fixed(known_issue, night, 200)
    second = known_issue(label=f"{first.label}-g2", issue_key="KOE-2", generation=2)
    _, reason = decided(topic(), first, night, POLICY, second)
    assert "KOE-2 is open" in reason


# --- after a no ----------------------------------------------------------------------------------


def declined(known_issue: Known, night: datetime, days: float, **changes: object) -> IssueState:
    at = night - timedelta(days=days)
    return known_issue(
        **{
            "status_category": "done",
            "answer": Answer.DECLINED,
            "resolution": "対応しない",
            "resolved_at": at,
            "muted_until": at + timedelta(days=180),
        }
        | changes
    )


def test_a_declined_topic_stays_silent_although_customers_go_on_writing(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    times = tickets(night, *[40] * 20, *[3] * 39)
    kinds, reason = decided(topic(ticket_times=times), declined(known_issue, night, 30), night)
    assert kinds == []
    assert "silent until" in reason


def test_three_times_the_volume_is_told_once_after_a_no(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    times = tickets(night, *[40] * 20, *[3] * 40)
    issue = declined(known_issue, night, 30)
    operation = only(topic(ticket_times=times), issue, night)
    assert operation.kind is NOTE
    assert "20件から60件" in operation.blocks[0].text
    told = replace(issue, last_note_at=night - timedelta(days=1))
    assert decided(topic(ticket_times=times), told, night)[0] == []


def test_a_rise_in_severity_is_told_once_after_a_no(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(severity="high", ticket_times=tickets(night, 40))
    operation = only(evidence, declined(known_issue, night, 30), night)
    assert operation.kind is NOTE
    assert "件に増えました" not in operation.blocks[0].text


def test_half_a_year_after_a_no_it_is_asked_about_once_more_and_never_reopened(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(ticket_times=tickets(night, *[10] * 30))
    issue = declined(known_issue, night, 181)
    operation = only(evidence, issue, night)
    assert operation.kind is NOTE
    for days in (1, 179, 181, 700):
        asked = replace(
            declined(known_issue, night, 900), last_note_at=night - timedelta(days=days)
        )
        assert decided(evidence, asked, night)[0] == [], "one question for each no"


def test_an_old_no_about_which_nobody_writes_is_left_alone(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(ticket_times=tickets(night, 10, 20, *[170] * 30))
    assert decided(evidence, declined(known_issue, night, 181), night)[0] == []


def test_times_before_any_date_do_no_harm(
    topic: Topic, known_issue: Known, night: datetime
) -> None:
    evidence = topic(ticket_times=(datetime(1970, 1, 1, tzinfo=UTC),))
    assert decided(evidence, declined(known_issue, night, 30), night)[0] == []
