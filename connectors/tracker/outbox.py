"""Sending what was planned: once, slowly, and stopping early when something is wrong.

For each operation: commit ``sending`` -> look again -> one write -> commit ``done``. Exactly
once cannot be had from an API without a key of idempotence; what can be had is that a write of
unknown outcome is never repeated before its outcome is known (see ``recover``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from connectors.tracker.base import Tracker
from connectors.tracker.policy import Policy
from connectors.tracker.recover import unsettled_labels
from connectors.tracker.store import OutboxStore, SendReport
from connectors.tracker.writes import Writer
from records.errors import Down, Rejected, Throttled, TrackerError, Uncertain
from records.issue import Answer, IssueState, Operation, OperationKind, OperationState, Plan

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]
NEVER_SENT = (OperationState.PLANNED, OperationState.THROTTLED)


def send(
    plan: Plan,
    tracker: Tracker,
    store: OutboxStore,
    policy: Policy,
    clock: Clock,
    sleep: Sleep,
) -> SendReport:
    """Carry out a plan. Call ``recover`` and ``pull`` before; this raises no tracker error.

    What stops a run is told in ``SendReport.stopped``: a tracker that is down, that asked to
    slow down three times, or whose answers got lost three times. The rest waits for another.
    """
    report = SendReport()
    sender = _Sender(Writer(tracker, store, policy, report), clock, sleep)
    try:
        for operation in _accepted(plan, sender):
            sender.send(operation)
    except _StopForTonight as stop:
        report.stopped = str(stop)
    return report


def search_works(
    tracker: Tracker, issues: Sequence[IssueState], policy: Policy, now: datetime
) -> bool:
    """The canary: one of the known issues is found by its label.

    A search that silently finds nothing (a token that lost its rights, a wrong kind of server)
    would open every issue a second time: one company got 334 duplicates a run. Where none is
    known yet there may still be one, from a night that died before it wrote it down: then the
    search must show some issue of the project, unless none is there to be read.
    """
    settled = now - timedelta(seconds=tracker.settle_seconds)
    known = [i for i in issues if i.answer is not Answer.GONE and i.created_at <= settled]
    newest = sorted(known, key=lambda issue: issue.created_at, reverse=True)[: policy.canaries]
    if not newest:
        return tracker.search_sees()
    return any(tracker.find(issue.label) for issue in newest)


def _accepted(plan: Plan, sender: _Sender) -> list[Operation]:
    """Put the plan into the outbox, drop what it replaces, and leave out what must not go."""
    store, report, now = sender.store, sender.report, sender.clock()
    waiting = unsettled_labels(store)
    wanted = [one for one in plan.operations if one.label not in waiting]
    report.counts["waiting"] += len(plan.operations) - len(wanted)
    creates_allowed = _creates_allowed(wanted, sender)
    wanted = [one for one in wanted if creates_allowed or one.kind is not OperationKind.CREATE]
    store.add(wanted, now)
    sendable = {one.op_id for one in wanted}
    for left in store.by_state(*NEVER_SENT):
        if left.op_id not in sendable:
            store.set_state(left.op_id, OperationState.DROPPED, now=now)
            report.counts["dropped"] += 1
    ready = {one.op_id for one in store.by_state(*NEVER_SENT)}
    report.counts["skipped"] += len(sendable - ready)
    return [one for one in wanted if one.op_id in ready]


def _creates_allowed(wanted: Sequence[Operation], sender: _Sender) -> bool:
    if not any(one.kind is OperationKind.CREATE for one in wanted):
        return True
    writer = sender.writer
    try:
        if search_works(writer.tracker, writer.store.issues(), writer.policy, sender.clock()):
            return True
    except TrackerError as error:
        raise _StopForTonight(error.got) from None
    sender.report.alert(
        "the tracker's search no longer finds issues that exist, so nothing new is opened: "
        "check that the account may still see the project"
    )
    return False


class _StopForTonight(Exception):
    """The tracker is not fit to be written to for now; the text says why."""


class _Sender:
    """Sends operations one by one, at the policy's pace, counting what goes wrong."""

    def __init__(self, writer: Writer, clock: Clock, sleep: Sleep) -> None:
        self.writer, self.clock, self.sleep = writer, clock, sleep
        self.store, self.report, self.policy = writer.store, writer.report, writer.policy
        self.last_write: datetime | None = None

    def send(self, operation: Operation) -> None:
        """Send one operation to its end: done, or a state that says what is known of it."""
        while True:
            self._keep_pace()
            try:
                self._once(operation)
            except Throttled as error:
                self._wait_or_stop(operation, error)
            else:
                return

    def _once(self, operation: Operation) -> None:
        self.store.set_state(operation.op_id, OperationState.SENDING, now=self.clock())
        try:
            issue = self.writer.carry_out(operation, self.clock())
        except Rejected as error:
            self._ends(operation, OperationState.DEAD, error)
            self.report.alert(f"refused: {error.got}")
        except Uncertain as error:
            self._ends(operation, OperationState.UNCERTAIN, error)
            if self.report.counts["uncertain"] >= self.policy.uncertain_per_run:
                raise _StopForTonight(f"too many answers got lost: {error.got}") from None
        except Down as error:
            self._ends(operation, OperationState.PLANNED, error)
            raise _StopForTonight(error.got) from None
        else:
            self.store.save_issue(issue)
            self.store.set_state(operation.op_id, OperationState.DONE, now=self.clock())
            if self.writer.has_picture(operation):
                self._keep_pace()
                self.writer.attach_picture(operation, issue)

    def _ends(self, operation: Operation, state: OperationState, error: TrackerError) -> None:
        self.store.set_state(operation.op_id, state, now=self.clock(), error=error.got)
        self.report.counts[str(state)] += 1
        self.report.lines.append(f"{operation.label} {state}: {error.got}")

    def _wait_or_stop(self, operation: Operation, error: Throttled) -> None:
        self._ends(operation, OperationState.THROTTLED, error)
        if self.report.counts["throttled"] >= self.policy.throttles_per_run:
            raise _StopForTonight("the tracker asked to slow down too often") from None
        if error.retry_after > self.policy.longest_wait_seconds:
            raise _StopForTonight(f"the tracker asked to wait {error.retry_after:.0f} s") from None
        self.sleep(error.retry_after)

    def _keep_pace(self) -> None:
        now = self.clock()
        if self.last_write is not None:
            due = self.last_write + timedelta(seconds=1 / self.policy.writes_per_second)
            if due > now:
                self.sleep((due - now).total_seconds())
        self.last_write = self.clock()
