"""What became of the writes whose end the last run did not see.

A write is begun by committing ``sending`` and ended by committing ``done``. What a crash or a
lost reply left in between is looked up here before anything else is written. Nothing here
writes to the tracker.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectors.tracker.base import Tracker
from connectors.tracker.identity import evidence_note_key
from connectors.tracker.policy import Policy
from connectors.tracker.store import OutboxStore, SendReport
from connectors.tracker.writes import Writer, told
from records.errors import Rejected
from records.issue import IssueState, Operation, OperationKind, OperationState

UNSETTLED = (OperationState.SENDING, OperationState.UNCERTAIN)


def recover(tracker: Tracker, store: OutboxStore, policy: Policy, now: datetime) -> SendReport:
    """Settle every write of unknown outcome that can be settled now.

    Found: adopted and done. Not found: back to planned, but only once it is older than the
    tracker's settle time, because a lagging index hides what was committed. Raises the
    tracker's errors; what was settled before one of them stays settled.
    """
    report = SendReport()
    writer = Writer(tracker, store, policy, report)
    for operation in store.by_state(*UNSETTLED):
        try:
            issue = _outcome(writer, operation, now)
        except Rejected as error:
            _given_up(writer, operation, error, now)
            continue
        if issue is not None:
            store.save_issue(issue)
            store.set_state(operation.op_id, OperationState.DONE, now=now)
            report.counts["recovered"] += 1
        else:
            _still_open(writer, operation, now)
    return report


def _given_up(writer: Writer, operation: Operation, error: Rejected, now: datetime) -> None:
    """The issue was deleted or moved out of sight since: one lost note must not keep every
    later night from hearing and saying anything."""
    writer.store.set_state(operation.op_id, OperationState.DEAD, now=now, error=error.got)
    writer.report.counts["dead"] += 1
    writer.report.alert(f"gave up an earlier write: {error.got}")


def unsettled_labels(store: OutboxStore) -> frozenset[str]:
    """Labels with a write whose outcome is still not known: ``plan`` leaves them alone."""
    return frozenset(operation.label for operation in store.by_state(*UNSETTLED))


def _still_open(writer: Writer, operation: Operation, now: datetime) -> None:
    """Nothing is there: wait while it might still show up, else forget the attempt."""
    store, report = writer.store, writer.report
    begun = operation.changed_at or now
    if now - begun < timedelta(seconds=writer.tracker.settle_seconds):
        report.counts["waiting"] += 1
        report.lines.append(f"{operation.label}: outcome of a write not known yet, waiting")
        return
    state = OperationState.PLANNED
    if operation.kind is OperationKind.REOPEN and _closed_again(writer, operation):
        state = OperationState.DROPPED
    store.set_state(operation.op_id, state, now=now)
    report.counts["not_written"] += 1


def _outcome(writer: Writer, operation: Operation, now: datetime) -> IssueState | None:
    """The issue as it is if the write happened, None if there is no sign of it."""
    if operation.kind is OperationKind.CREATE:
        found = writer.tracker.find(operation.label)
        return writer.adopted(operation, found) if found else None
    issue = writer.issue_of(operation)
    if operation.kind is OperationKind.REOPEN:
        return _reopened(writer, operation, issue, now)
    if operation.kind is OperationKind.NOTE:
        note = writer.tracker.find_note(issue.issue_id, operation.op_id)
        if note is None or operation.add_labels:  # whether labels were put on is not known: again
            return None
        return told(issue, operation, operation.changed_at or now)
    _remember_evidence_note(writer, issue)
    return None


def _remember_evidence_note(writer: Writer, issue: IssueState) -> None:
    """Whether an edit arrived cannot be seen, nor does it matter: the same text again is no
    harm. That the note exists does matter, or there would be a second one."""
    if issue.evidence_note_id:
        return
    note = writer.tracker.find_note(issue.issue_id, evidence_note_key(issue.label))
    if note:
        writer.store.save_issue(replace(issue, evidence_note_id=note))


def _reopened(
    writer: Writer, operation: Operation, issue: IssueState, now: datetime
) -> IssueState | None:
    """Open means that the move happened, and the note before it.

    If the crash came after the issue was saved, the reopening is counted already.
    """
    begun, last = operation.changed_at or now, issue.last_reopened_at
    if last and last >= begun:
        return issue
    shown = writer.tracker.get([issue.issue_id])
    if not shown or shown[0].status_category == "done":
        return None
    return writer.reopened(operation, issue, begun)


def _closed_again(writer: Writer, operation: Operation) -> bool:
    """Whether people closed the issue after Koe had begun to reopen it: their word stands."""
    shown = writer.tracker.get([writer.issue_of(operation).issue_id])
    closed = shown[0].resolved_at if shown else None
    return bool(closed and operation.changed_at and closed > operation.changed_at)
