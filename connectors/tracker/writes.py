"""One write at a time: look whether it was done already, else do it, and remember the outcome.

Looking first is what makes every write here safe to begin again: a create is found by its
label, a note by its key, a move by the status it leads to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from connectors.tracker.answers import answer_of
from connectors.tracker.base import CanAttach, FoundIssue, Tracker, oldest_proven
from connectors.tracker.identity import evidence_note_key, generation_of, reopen_note_key
from connectors.tracker.policy import Policy
from connectors.tracker.render.picture import weeks_png
from connectors.tracker.store import OutboxStore, SendReport
from records.errors import Rejected, TrackerError
from records.issue import Draft, IssueState, Operation, OperationKind


class Writer:
    """Carries out operations against a tracker; every method returns the issue afterwards."""

    def __init__(
        self, tracker: Tracker, store: OutboxStore, policy: Policy, report: SendReport
    ) -> None:
        self.tracker, self.store, self.policy, self.report = tracker, store, policy, report

    def carry_out(self, operation: Operation, now: datetime) -> IssueState:
        """Do what the operation says, unless it turns out to be done already."""
        if operation.kind is OperationKind.CREATE:
            return self._create(operation)
        issue = self.issue_of(operation)
        if operation.kind is OperationKind.EDIT_EVIDENCE:
            return self._edit_evidence(operation, issue, now)
        if operation.kind is OperationKind.NOTE:
            return self._note(operation, issue, now)
        return self._reopen(operation, issue, now)

    def issue_of(self, operation: Operation) -> IssueState:
        """The known issue with this label. Raises Rejected where there is none."""
        for issue in self.store.issues():
            if issue.label == operation.label:
                return issue
        raise Rejected(
            f"{operation.label} is to be updated, but no issue with that label is known",
            next_step="run `koe report` again; it plans anew from what is known",
        )

    def _create(self, operation: Operation) -> IssueState:
        found = self.tracker.find(operation.label)
        if found:
            self.report.counts["adopted"] += 1
            return self.adopted(operation, found)
        created = self.tracker.create(_draft(operation), operation.label, operation.op_id)
        self.report.counts["created"] += 1
        self.report.lines.append(f"{created.issue_key} opened: {operation.reason}")
        return self._state(operation, created)

    def has_picture(self, operation: Operation) -> bool:
        """Whether it opens an issue with a picture, in a tracker that takes one."""
        draft = operation.draft
        return draft is not None and bool(draft.weeks) and isinstance(self.tracker, CanAttach)

    def attach_picture(self, operation: Operation, issue: IssueState) -> None:
        """The weeks as a picture, when an issue has just been opened: an ornament, so nothing is
        ever tried again for it. Its name is its key."""
        draft = operation.draft
        if draft is None or not isinstance(self.tracker, CanAttach):
            return
        png = weeks_png(draft.weeks, is_running=draft.is_running)
        try:
            if self.tracker.attach(issue.issue_id, f"{operation.label}.png", png):
                self.report.counts["pictures"] += 1
        except TrackerError as error:
            self.report.lines.append(f"{issue.issue_key} has no picture: {error.got}")

    def adopted(self, operation: Operation, found: Sequence[FoundIssue]) -> IssueState:
        """Take the issue that is there already; of several the oldest, and a person is told."""
        kept = oldest_proven(found)
        others = [issue.issue_key for issue in found if issue.issue_id != kept.issue_id]
        if others:
            self.report.alert(
                f"{kept.issue_key} and {', '.join(others)} carry the same label "
                f"{operation.label}; Koe keeps to {kept.issue_key}: please close the others "
                "as duplicates or remove the label from them"
            )
        self.report.lines.append(f"{kept.issue_key} found, not opened again: {operation.reason}")
        return self._state(operation, kept)

    def _state(self, operation: Operation, found: FoundIssue) -> IssueState:
        return IssueState(
            label=operation.label,
            topic_uid=operation.topic_uid,
            issue_id=found.issue_id,
            issue_key=found.issue_key,
            url=found.url,
            status=found.status,
            status_category=found.status_category,
            answer=answer_of(found, self.policy.words),
            resolution=found.resolution,
            labels=found.labels,
            created_at=found.created_at,
            updated_at=found.updated_at,
            resolved_at=found.resolved_at,
            generation=generation_of(operation.label),
            customers_at_last_note=operation.customers,
            segments_at_last_note=operation.segments,
            severity_at_last_note=operation.severity,
        )

    def _edit_evidence(self, operation: Operation, issue: IssueState, now: datetime) -> IssueState:
        key = evidence_note_key(issue.label)
        known = issue.evidence_note_id or self.tracker.find_note(issue.issue_id, key)
        note = self.tracker.put_note(issue.issue_id, known, operation.blocks, key)
        self.report.counts["edited"] += 1
        self.report.lines.append(f"{issue.issue_key} figures updated: {operation.reason}")
        return replace(
            issue,
            evidence_note_id=note,
            evidence_payload_sha256=operation.evidence_sha256,
            evidence_edited_at=now,
        )

    def _note(self, operation: Operation, issue: IssueState, now: datetime) -> IssueState:
        if self.tracker.find_note(issue.issue_id, operation.op_id) is None:
            self.tracker.put_note(issue.issue_id, None, operation.blocks, operation.op_id)
        if missing := [one for one in operation.add_labels if one not in issue.labels]:
            self.tracker.set_labels(issue.issue_id, missing)
        self.report.counts["noted"] += 1
        self.report.lines.append(f"{issue.issue_key} note added: {operation.reason}")
        return told(issue, operation, now)

    def _reopen(self, operation: Operation, issue: IssueState, now: datetime) -> IssueState:
        """The reason first, then the move, so that nobody finds an issue open without a word."""
        key = reopen_note_key(issue.label, issue.resolved_at)
        if self.tracker.find_note(issue.issue_id, key) is None:
            self.tracker.put_note(issue.issue_id, None, operation.blocks, key)
        self.tracker.move(issue.issue_id, "todo")
        self.report.counts["reopened"] += 1
        self.report.lines.append(f"{issue.issue_key} reopened: {operation.reason}")
        return self.reopened(operation, issue, now)

    def reopened(self, operation: Operation, issue: IssueState, now: datetime) -> IssueState:
        """The issue after it was reopened, as the tracker shows it."""
        after = self.tracker.get([issue.issue_id])
        moved = _shown_as(issue, after[0], self.policy) if after else issue
        counted = replace(
            moved,
            reopened_count=issue.reopened_count + 1,
            last_reopened_at=now,
            muted_until=None,
        )
        return told(counted, operation, now)


def told(issue: IssueState, operation: Operation, at: datetime) -> IssueState:
    """The issue once its readers know what this operation says."""
    return replace(
        issue,
        last_note_at=at,
        customers_at_last_note=operation.customers,
        segments_at_last_note=operation.segments,
        severity_at_last_note=operation.severity,
        effect_told_of=operation.effect_of or issue.effect_told_of,
    )


def _shown_as(issue: IssueState, found: FoundIssue, policy: Policy) -> IssueState:
    return replace(
        issue,
        status=found.status,
        status_category=found.status_category,
        answer=answer_of(found, policy.words),
        resolution=found.resolution,
        resolved_at=found.resolved_at,
        updated_at=found.updated_at,
    )


def _draft(operation: Operation) -> Draft:
    if operation.draft is None:
        raise Rejected(f"{operation.op_id[:12]} is to open an issue but holds no draft")
    return operation.draft
