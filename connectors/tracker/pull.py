"""Hearing what people did in the tracker: status, resolution, labels, moves, deletions.

Issues are followed by id, so a moved one is still ours; a search by time finds those that the
warehouse does not know (it was restored from a backup). Koe's own writes change neither status
nor resolution without being remembered at once, so they are never heard as an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectors.tracker.answers import answer_of, is_known_resolution
from connectors.tracker.base import FoundIssue, Tracker
from connectors.tracker.identity import generation_of, issue_label
from connectors.tracker.policy import Policy
from records.errors import Rejected
from records.issue import Answer, IssueState

OVERLAP = timedelta(hours=1)  # a lagging index may show a change late; hearing it twice is no harm
MUTE_30_DAYS = timedelta(days=30)
EXPLAINED = (Answer.DECLINED, Answer.NEEDS_INFO)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One change of the product team's answer, as CS will read it."""

    label: str
    topic_uid: str
    happened_at: datetime
    previous: Answer | None
    answer: Answer
    status: str
    resolution: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a pull heard. ``issues`` are the known ones brought up to date, and new-found ones;
    save them, then the changes, then plan. ``warnings`` are for the operator."""

    issues: tuple[IssueState, ...]
    changes: tuple[AnswerChange, ...]
    warnings: tuple[str, ...]


def pull(
    tracker: Tracker,
    issues: Sequence[IssueState],
    policy: Policy,
    now: datetime,
    *,
    believe_all_gone: bool = False,
) -> Heard:
    """Read every known issue and find unknown ones. Touches nothing.

    Raises Rejected where all living issues are gone at once, as that mostly is a lost
    permission, and taking it for answers would mute everything; ``believe_all_gone`` is a
    person's word that somebody really deleted them.
    """
    living = [issue for issue in issues if issue.answer is not Answer.GONE]
    shown = {found.issue_id: found for found in tracker.get([i.issue_id for i in living])}
    if len(living) > 1 and not shown and not believe_all_gone:
        raise _all_gone(len(living))
    heard = [
        _with_reason(tracker, issue, _heard(issue, shown.get(issue.issue_id), policy, now))
        for issue in living
    ]
    unknown = _unknown(tracker, issues, policy, now)
    changes = [
        change
        for before, after in zip(living, heard, strict=True)
        if (change := _change(before, after, now))
    ]
    warnings = _warnings(shown.values(), policy)
    return Heard((*heard, *unknown), tuple(changes), warnings)


def _all_gone(number: int) -> Rejected:
    return Rejected(
        f"none of Koe's {number} issues can be seen any more",
        expected="at least one of them",
        next_step="check that the account may still browse the project; nothing was changed. "
        "If they were really deleted: koe report --believe-all-gone",
    )


def _heard(
    issue: IssueState, found: FoundIssue | None, policy: Policy, now: datetime
) -> IssueState:
    """The issue as it is now. The label ``koe-mute-30d`` counts from the day it is first seen."""
    if found is None:
        return replace(issue, answer=Answer.GONE, updated_at=now)
    answer = answer_of(found, policy.words)
    is_same = (issue.answer, issue.resolution) == (answer, found.resolution)
    after = replace(
        issue,
        issue_key=found.issue_key,
        url=found.url,
        status=found.status,
        status_category=found.status_category,
        answer=answer,
        resolution=found.resolution,
        labels=found.labels,
        updated_at=found.updated_at,
        resolved_at=_resolved_at(issue, found, now),
        alias_of=found.duplicate_of,
        version=found.release,
        released_on=found.released_on,
        reason=issue.reason if is_same else None,
    )
    return replace(after, muted_until=_muted_until(issue, after, policy, now))


def _with_reason(tracker: Tracker, before: IssueState, after: IssueState) -> IssueState:
    """A no and a question come with words that support must read; asked for once, when the
    answer is new, so that an unchanged issue costs no call."""
    is_new = (before.answer, before.resolution) != (after.answer, after.resolution)
    if not is_new or after.answer not in EXPLAINED:
        return after
    try:
        return replace(after, reason=tracker.last_word(after.issue_id))
    except Rejected:
        return after


def _resolved_at(issue: IssueState, found: FoundIssue, now: datetime) -> datetime | None:
    """When it was closed: the tracker's word, else when Koe first saw it closed."""
    if found.status_category != "done":
        return None
    known = issue.resolved_at if issue.status_category == "done" else None
    return found.resolved_at or known or now


def _muted_until(
    before: IssueState, after: IssueState, policy: Policy, now: datetime
) -> datetime | None:
    label = policy.mute_30_days_label
    if label in after.labels and label not in before.labels:
        return now + MUTE_30_DAYS
    if after.answer is Answer.DECLINED:
        decided = after.resolved_at or now
        return decided + timedelta(days=policy.declined_mute_days)
    label_removed = label in before.labels and label not in after.labels
    return None if label_removed or before.answer is Answer.DECLINED else before.muted_until


def _unknown(
    tracker: Tracker, issues: Sequence[IssueState], policy: Policy, now: datetime
) -> list[IssueState]:
    """Issues that carry our proof but are not known: taken in rather than opened again.

    Only under a label of this tenant and project: another Koe may share the Jira.
    """
    known = {issue.label for issue in issues}
    cursor = max((i.updated_at for i in issues), default=now - timedelta(days=365)) - OVERLAP
    found = sorted(tracker.changed_since(cursor), key=lambda issue: issue.created_at)
    fresh: dict[str, IssueState] = {}
    for issue in found:
        label = issue.proof.get("key", "")
        if label in issue.labels and label not in known and _is_ours(issue, label, policy):
            fresh.setdefault(label, _taken_in(issue, label, policy, now))
    return list(fresh.values())


def _is_ours(found: FoundIssue, label: str, policy: Policy) -> bool:
    topic_uid = found.proof.get("topic_uid", "")
    generation = generation_of(label)
    return label == issue_label(policy.tenant, policy.project, topic_uid, generation)


def _taken_in(found: FoundIssue, label: str, policy: Policy, now: datetime) -> IssueState:
    blank = IssueState(
        label=label,
        topic_uid=found.proof["topic_uid"],
        issue_id=found.issue_id,
        issue_key=found.issue_key,
        url=found.url,
        status=found.status,
        status_category=found.status_category,
        answer=Answer.RECEIVED,
        resolution=None,
        labels=(),
        created_at=found.created_at,
        updated_at=found.updated_at,
        generation=generation_of(label),
    )
    return _heard(blank, found, policy, now)


def _change(before: IssueState, after: IssueState, now: datetime) -> AnswerChange | None:
    if (before.answer, before.resolution) == (after.answer, after.resolution):
        return None
    at = after.resolved_at if after.status_category == "done" else after.updated_at
    return AnswerChange(
        label=after.label,
        topic_uid=after.topic_uid,
        happened_at=at or now,
        previous=before.answer,
        answer=after.answer,
        status=after.status,
        resolution=after.resolution,
        reason=after.reason,
    )


def _warnings(shown: Iterable[FoundIssue], policy: Policy) -> tuple[str, ...]:
    names = {str(one.resolution) for one in shown if not is_known_resolution(one, policy.words)}
    return tuple(
        f"the resolution {name!r} is on no list and counts as fixed; "
        "where it meant no, put the label koe-declined on the issue"
        for name in sorted(names)
    )
