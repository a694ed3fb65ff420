"""What happens to an issue that people have not closed: figures quietly, news rarely."""

from __future__ import annotations

from datetime import timedelta

from connectors.tracker.operations import Desk, evidence_sha256
from records.issue import Held, IssueState, Operation

_SEVERITIES = ("low", "normal", "high")


def open_issue(desk: Desk, issue: IssueState) -> list[Operation | Held]:
    """A note where there is real news, an edit of the figures where they are due, or neither."""
    decided: list[Operation | Held] = []
    reasons, sentences = news(desk, issue)
    if reasons and _may_note(desk, issue):
        decided.append(desk.note(issue, "; ".join(reasons), tuple(sentences)))
    if due := _evidence_due(desk, issue):
        decided.append(desk.edit_evidence(issue, due))
    return decided or [Held(desk.evidence.topic_uid, _quiet_reason(desk, issue, reasons))]


def news(desk: Desk, issue: IssueState) -> tuple[list[str], list[str]]:
    """What a reader of the issue does not know yet: reasons for us, sentences for them."""
    evidence, words = desk.evidence, desk.words
    reasons: list[str] = []
    sentences: list[str] = []
    if severity_rose(desk, issue):
        reasons.append(f"severity rose to {evidence.severity}")
        sentences.append(words.news_severe())
    before = issue.customers_at_last_note
    if before and evidence.customers >= before * desk.policy.note_growth:
        reasons.append(f"customers rose from {before} to {evidence.customers}")
        sentences.append(words.news_grown(before, evidence.customers))
    if fresh := _new_segments(desk, issue):
        reasons.append(f"new segment: {', '.join(fresh)}")
        sentences.append(words.news_segments(", ".join(fresh)))
    return reasons, sentences


def severity_rose(desk: Desk, issue: IssueState) -> bool:
    """Whether the topic is more severe than the issue's readers were told."""
    before, now = issue.severity_at_last_note, desk.evidence.severity
    if before not in _SEVERITIES or now not in _SEVERITIES:
        return False
    return _SEVERITIES.index(now) > _SEVERITIES.index(before)


def is_quiet(desk: Desk, issue: IssueState) -> bool:
    """Whether people asked for no new notes here."""
    return desk.policy.quiet_label in issue.labels


def _new_segments(desk: Desk, issue: IssueState) -> list[str]:
    """Segments not told of yet; only where some were told of, or all would be news."""
    if not issue.segments_at_last_note:
        return []
    least = desk.policy.new_segment_tickets
    return [
        name
        for name, tickets in desk.evidence.segments
        if tickets >= least and name not in issue.segments_at_last_note
    ]


def _may_note(desk: Desk, issue: IssueState) -> bool:
    last = issue.last_note_at or issue.created_at
    return not is_quiet(desk, issue) and desk.now - last >= timedelta(
        days=desk.policy.note_every_days
    )


def _evidence_due(desk: Desk, issue: IssueState) -> str | None:
    """Why the figures are to be updated tonight, or None.

    The first time it needs a new customer since the description: a note that repeats the
    description is noise. After that weekly, whenever anything changed.
    """
    policy = desk.policy
    if issue.evidence_edited_at is None:
        waited = desk.now - issue.created_at >= timedelta(hours=policy.first_evidence_after_hours)
        more = desk.evidence.customers - issue.customers_at_last_note
        return f"{more} more customers since the description" if waited and more > 0 else None
    if desk.now - issue.evidence_edited_at < timedelta(days=policy.evidence_every_days):
        return None
    changed = evidence_sha256(desk.evidence) != issue.evidence_payload_sha256
    return f"figures changed since {issue.evidence_edited_at:%Y-%m-%d}" if changed else None


def _quiet_reason(desk: Desk, issue: IssueState, reasons: list[str]) -> str:
    if reasons and is_quiet(desk, issue):
        return f"{issue.issue_key} carries the label {desk.policy.quiet_label}"
    if reasons:
        return f"{issue.issue_key} has news ({'; '.join(reasons)}), but its last note is too recent"
    return f"{issue.issue_key} is open and says all there is to say tonight"
