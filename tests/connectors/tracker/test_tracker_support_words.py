"""Support answers back: disputes, escalations and answers reach the issue once; so does thanks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from connectors.tracker.effect import effect_of, rate_ratio_interval
from connectors.tracker.outbox import send
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy
from connectors.tracker.pull import pull
from records.issue import Answer, Operation, Quote, Said, SupportWord, TopicEvidence

Topic = Callable[..., TopicEvidence]
SAID = {
    "ja": ("三つのチェーンが離れました。", "もう一度ご検討のお願いです"),
    "en": ("Three chains have left us.", "asks you to look again"),
}


def comments(jira: Any) -> list[str]:
    (issue,) = jira.issues()
    return [str(comment.body) for comment in issue.comments]


def word(night: Any, kind: Said, text: str) -> SupportWord:
    (issue,) = night.store.issues()
    quote = Quote("決済できず閉店します", "ja", date(2024, 10, 20), "77", "https://help.example/77")
    return SupportWord(
        f"w-{kind}", issue.label, issue.topic_uid, kind, issue.answer, issue.updated_at,
        "CS 田中", text, night.jira.now(), ("77",), (quote,),
    )  # fmt: skip


def tell(night: Any, topic: TopicEvidence, said: SupportWord, language: str = "ja") -> Any:
    tracker, now = night.jira.tracker(), night.jira.now()
    for issue in pull(tracker, night.store.issues(), night.policy, now).issues:
        night.store.save_issue(issue)
    planned = plan([topic], night.store.issues(), night.policy, now, language, said=[said])
    report = send(planned, tracker, night.store, night.policy, night.jira.now, night.jira.sleep)
    tracker.close()
    return report


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_dispute_of_a_no_reaches_the_issue_once_with_its_evidence(
    run_night: Any, topic: Topic, language: str
) -> None:
    run_night(topic())
    run_night.jira.person("close", resolution="Won't Do")
    run_night(topic())
    text, expected = SAID[language]
    said = word(run_night, Said.DISPUTE, text)
    assert tell(run_night, topic(), said, language).counts["noted"] == 1
    assert tell(run_night, topic(), said, language).counts["noted"] == 0
    (told,) = comments(run_night.jira)
    assert expected in told
    assert text in told
    assert "決済できず閉店します" in told


def test_an_escalation_puts_a_label_on_the_issue_that_a_board_can_filter_by(
    run_night: Any, topic: Topic
) -> None:
    run_night(topic())
    run_night.jira.person("add_label", label="sprint-9")
    tell(run_night, topic(), word(run_night, Said.ESCALATE, "two weeks without an answer"))
    assert {"koe-escalated", "sprint-9"} <= set(run_night.jira.issues()[0].labels)


@pytest.mark.parametrize(
    ("label", "answer"), [("koe-question", "needs_info"), ("koe-accepted", "accepted")]
)
def test_a_question_and_a_yes_are_heard_by_label(
    run_night: Any, topic: Topic, label: str, answer: str
) -> None:
    run_night(topic())
    run_night.jira.person("comment", text="Which phones?")
    run_night.jira.person("add_label", label=label)
    run_night(topic())
    (issue,) = run_night.store.issues()
    assert issue.answer == answer
    assert issue.reason == ("Which phones?" if answer == "needs_info" else None)


def test_the_reason_of_a_no_is_read_once_and_kept(run_night: Any, topic: Topic) -> None:
    run_night(topic())
    run_night.jira.person("close", resolution="対応しない", comment="来期に見直します")
    run_night(topic())
    assert run_night.store.issues()[0].reason == "来期に見直します"
    run_night.jira.pass_days(1)
    run_night(topic())
    assert run_night.store.issues()[0].reason == "来期に見直します"


def test_a_word_to_an_issue_that_is_gone_is_held_with_its_reason(
    topic: Topic, known_issue: Callable[..., Any], night: datetime
) -> None:
    said = SupportWord(
        "w", "koe-label", topic().topic_uid, Said.DISPUTE, Answer.DECLINED, night, "CS", "x", night
    )
    gone = known_issue(answer=Answer.GONE)
    made = plan([topic()], [gone], Policy(), night, said=[said])
    assert made.operations == ()
    assert "finds no issue" in made.held[0].reason


def fixed(known_issue: Callable[..., Any], night: datetime) -> Any:
    return known_issue(
        status_category="done", answer=Answer.SHIPPED, resolved_at=night - timedelta(days=50)
    )


def times(night: datetime, before: int, after: int) -> tuple[datetime, ...]:
    """Tickets in the 28 days before the closing 50 days ago, and once the grace of 14 is over."""
    return tuple(
        sorted(
            [night - timedelta(days=50, hours=10 * n + 1) for n in range(before)]
            + [night - timedelta(days=35, hours=n) for n in range(after)]
        )
    )


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("en", 40, 2, "a fall of"),
        ("ja", 40, 2, "減少です（95%信頼区間）"),
        ("en", 3, 2, "too few, or too alike"),
        ("ja", 3, 2, "まだ言えません"),
    ],
)
def test_after_a_fix_the_issue_is_told_once_whether_the_voices_fell(
    topic: Topic, known_issue: Callable[..., Any], night: datetime,
    language: str, before: int, after: int, expected: str,
) -> None:  # fmt: skip
    evidence = topic(ticket_times=times(night, before, after))
    issue = fixed(known_issue, night)
    (told,) = plan([evidence], [issue], Policy(), night, language).operations
    assert expected in told.blocks[0].text
    assert (told.kind, told.effect_of) == ("note", issue.resolved_at)
    known = replace(issue, effect_told_of=told.effect_of)
    assert plan([evidence], [known], Policy(), night, language).operations == ()


def test_nothing_is_said_of_an_effect_while_the_days_to_compare_last(
    topic: Topic, known_issue: Callable[..., Any], night: datetime
) -> None:
    evidence, issue = topic(ticket_times=times(night, 40, 2)), fixed(known_issue, night)
    early = replace(issue, resolved_at=night - timedelta(days=41))
    operations: tuple[Operation, ...] = plan([evidence], [early], Policy(), night).operations
    assert operations == ()


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [(40, 4, 0.0260, 0.2766), (10, 0, 0.0, 0.4461), (5000, 100, 0.01624, 0.02438)],
)
def test_the_interval_of_a_ratio_is_the_exact_one(
    before: int, after: int, low: float, high: float
) -> None:
    """Figures from beta quantiles (scipy's exact binomial interval of the later share)."""
    assert rate_ratio_interval(before, after) == pytest.approx((low, high), rel=2e-3)


def test_without_voices_before_nothing_is_claimed() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    effect = effect_of([at + timedelta(days=1)], at, at, 28)
    assert (effect.before, effect.after, effect.high, effect.fell, effect.rose) == (
        0, 1, None, False, False,
    )  # fmt: skip
