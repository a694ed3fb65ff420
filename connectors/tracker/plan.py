"""What a night means to do, as pure data: (evidence, issues, policy, now) -> operations.

Every topic gets an operation or a reason for silence, so that ``--dry-run`` explains both. The
rules for topics without an issue are in ``plan_new``, those for open issues in ``plan_open``
and for closed ones in ``plan_closed``; here they are chosen between and the caps are laid on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from connectors.tracker.identity import generation_of
from connectors.tracker.operations import Desk
from connectors.tracker.plan_closed import closed_issue
from connectors.tracker.plan_new import new_topic
from connectors.tracker.plan_open import open_issue
from connectors.tracker.policy import Policy
from records.issue import (
    Answer,
    Held,
    IssueState,
    Operation,
    OperationKind,
    Plan,
    SupportWord,
    TopicEvidence,
)

Decision = Operation | Held
SEVERE_WEIGHS = 3


def plan(
    evidence: Sequence[TopicEvidence],
    issues: Sequence[IssueState],
    policy: Policy,
    now: datetime,
    language: str = "topic",
    *,
    unsettled: Collection[str] = (),
    said: Sequence[SupportWord] = (),
) -> Plan:
    """Decide for every topic. ``now`` is time-zone aware; ``language`` is ja, en or topic.

    ``unsettled`` are labels with a write of unknown outcome: nothing is planned for them until
    the outbox knows. ``said`` is what support wants told; it comes first, also where Koe itself
    keeps silent, because people speak. Of topics those with the most at stake come first, so
    that caps cut the others.
    """
    current = _newest(issues)
    is_first = not _living(issues)
    decisions: list[Decision] = []
    told = {topic.topic_uid: Desk(topic, policy, now, language) for topic in evidence}
    for word in said:
        decisions += _said(told.get(word.topic_uid), word, issues, unsettled)
    for topic in sorted(evidence, key=_weight):
        desk = Desk(topic, policy, now, language)
        decisions += _decide(desk, current.get(topic.topic_uid), unsettled, is_first=is_first)
    return _capped(decisions, _Room.of(issues, policy))


def _weight(topic: TopicEvidence) -> tuple[int, int]:
    """Customers, those of a severe matter thrice: a hundred who cannot register a card come
    before seven who lost money, and those before twenty who want another colour."""
    weight = SEVERE_WEIGHS if topic.severity == "high" else 1
    return (-weight * topic.customers, topic.number)


def _newest(issues: Sequence[IssueState]) -> dict[str, IssueState]:
    """A topic's latest issue: one closed for good has been followed by another generation."""
    ordered = sorted(issues, key=lambda issue: generation_of(issue.label))
    return {issue.topic_uid: issue for issue in ordered}


def _living(issues: Sequence[IssueState]) -> list[IssueState]:
    return [issue for issue in issues if issue.answer is not Answer.GONE]


def _decide(
    desk: Desk, issue: IssueState | None, unsettled: Collection[str], *, is_first: bool
) -> list[Decision]:
    uid = desk.evidence.topic_uid
    if desk.evidence.muted:
        return [Held(uid, "support muted this topic")]
    decided = _by_issue(desk, issue, is_first=is_first)
    if any(isinstance(one, Operation) and one.label in unsettled for one in decided):
        return [Held(uid, "the outcome of an earlier write to this issue is not known yet")]
    return decided


def _by_issue(desk: Desk, issue: IssueState | None, *, is_first: bool) -> list[Decision]:
    if issue is None:
        return [new_topic(desk, is_first=is_first)]
    if reason := silence(issue, desk.policy, desk.now):
        return [Held(desk.evidence.topic_uid, reason)]
    if issue.status_category == "done":
        return [closed_issue(desk, issue)]
    return open_issue(desk, issue)


def _said(
    desk: Desk | None, word: SupportWord, issues: Sequence[IssueState], unsettled: Collection[str]
) -> list[Decision]:
    issue = next((one for one in issues if one.label == word.label), None)
    if desk is None or issue is None or issue.answer is Answer.GONE:
        return [Held(word.topic_uid, f"support's {word.kind} finds no issue to be told in")]
    if word.label in unsettled:
        return [Held(word.topic_uid, "the outcome of an earlier write to this issue is not known")]
    return [desk.said(issue, word)]


def silence(issue: IssueState, policy: Policy, now: datetime) -> str | None:
    """Why nothing may be written about this issue at all, or None.

    A declined issue is not silenced here although ``muted_until`` is set for it: the one note
    it may still get is decided in ``plan_closed``.
    """
    if issue.answer is Answer.GONE:
        return f"{issue.issue_key} was deleted, or Koe may not see it any more: people decide"
    if issue.answer is Answer.DUPLICATE or issue.alias_of:
        return f"{issue.issue_key} is a duplicate of {issue.alias_of or 'another issue'}"
    if policy.mute_label in issue.labels:
        return f"{issue.issue_key} carries the label {policy.mute_label}"
    if issue.answer is Answer.DECLINED or issue.muted_until is None or issue.muted_until <= now:
        return None
    return f"{issue.issue_key} is muted until {issue.muted_until:%Y-%m-%d}"


@dataclass(slots=True)
class _Room:
    """How much may still be written tonight, and the reason where nothing may."""

    new: int
    open: int
    notes: int
    is_first: bool
    policy: Policy

    @classmethod
    def of(cls, issues: Sequence[IssueState], policy: Policy) -> _Room:
        living = _living(issues)
        unanswered = [issue for issue in living if issue.status_category != "done"]
        new = policy.new_issues_per_run if living else policy.allow_first_fill
        room = policy.open_issues - len(unanswered)
        return cls(new, room, policy.notes_per_run, not living, policy)

    def refusal(self, operation: Operation) -> str | None:
        """Why there is no room for this, or None after taking the place."""
        if operation.kind is OperationKind.CREATE:
            return self._no_create()
        if self.notes <= 0:
            return f"{self.policy.notes_per_run} notes is the most a run writes: another night"
        self.notes -= 1
        return None

    def _no_create(self) -> str | None:
        if self.is_first and self.policy.allow_first_fill == 0:
            return "would be among the very first issues: allow it with --allow-first-fill N"
        if self.new <= 0:
            most = self.policy.allow_first_fill if self.is_first else self.policy.new_issues_per_run
            return f"{most} new issues is the most for this run: another night"
        if self.open <= 0:
            return f"{self.policy.open_issues} issues are open and unanswered, the most allowed"
        self.new, self.open = self.new - 1, self.open - 1
        return None


def _capped(decisions: Sequence[Decision], room: _Room) -> Plan:
    operations: list[Operation] = []
    held: list[Held] = []
    for one in decisions:
        if isinstance(one, Held):
            held.append(one)
        elif reason := room.refusal(one):
            held.append(Held(one.topic_uid, reason))
        else:
            operations.append(one)
    return Plan(tuple(operations), tuple(held))
