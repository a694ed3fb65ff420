"""Report: hear what the product team answered, then open and update issues.

The order is the protocol (docs/decisions/0030-when-koe-speaks.md): check, recover what a
killed run left open, pull, plan, send. ``--dry-run`` stops after planning and writes nothing to
the tracker (what it heard there is kept).
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

from connectors.tracker.base import Tracker
from connectors.tracker.outbox import send
from connectors.tracker.plan import plan
from connectors.tracker.pull import Heard, pull
from connectors.tracker.recover import recover, unsettled_labels
from connectors.tracker.store import SendReport
from flows.helpdesk_notes import tell_helpdesk
from flows.markdown_copy import copy_issues
from flows.night import Counts, Night, redacted
from flows.tracking import WarehouseOutbox, open_store, open_tracker, policy_of
from records.errors import Down
from records.issue import IssueState, Plan
from warehouse import tracking
from warehouse.support_words import words_to_tell


def report(night: Night) -> Counts:
    """One round with the tracker. Raises a TrackerError where it cannot be reached at all."""
    with open_tracker(night) as tracker:
        identity = tracker.check()
        store = open_store(night)
        night.say(f"tracker: {identity.kind} {identity.name} at {identity.url}")
        recovered = _recover(night, tracker, store)
        heard = _hear(night, tracker, store)
        planned = _plan(night, store)
        if night.dry_run:
            _show(night, planned)
            return _counts(planned, heard, Counter()) | tell_helpdesk(night)
        sent = send(planned, tracker, store, policy_of(night.settings), night.clock, time.sleep)
        tracking.log_visible(night.warehouse, store.tracker)
        _tell(night, sent)
        _tell_of_first_fill(night, store)
        if night.settings.tracker.markdown_copy and night.settings.tracker.kind != "markdown":
            copy_issues(night)
        told = tell_helpdesk(night)
        if sent.stopped:
            raise Down(sent.stopped, next_step="the rest stays in the outbox for the next run")
        fresh = tracking.freshness(night.warehouse, night.run_id)
        return _counts(planned, heard, recovered.counts + sent.counts) | told | fresh


def _recover(night: Night, tracker: Tracker, store: WarehouseOutbox) -> SendReport:
    if night.dry_run:
        return SendReport()
    recovered = recover(tracker, store, policy_of(night.settings), night.clock())
    _tell(night, recovered)
    return recovered


def _hear(night: Night, tracker: Tracker, store: WarehouseOutbox) -> Heard:
    """Bring every known issue up to date; each change of answer is a row for support."""
    heard = pull(
        tracker,
        store.issues(),
        policy_of(night.settings),
        night.clock(),
        believe_all_gone=night.believe_all_gone,
    )
    for issue in heard.issues:
        store.save_issue(_without_personal_data(issue))
    for change in heard.changes:
        why = [word for word in (change.resolution, change.reason) if word]
        reason = f" ({redacted('; '.join(why))})" if why else ""
        night.say(f"answer heard: {change.label} is now {change.answer}{reason}")
    for warning in heard.warnings:
        night.warn(warning)
    return heard


def _without_personal_data(issue: IssueState) -> IssueState:
    """A comment may name a colleague or a customer; what is kept must not."""
    return replace(issue, reason=redacted(issue.reason)) if issue.reason else issue


def _plan(night: Night, store: WarehouseOutbox) -> Plan:
    language, policy = night.settings.account.language, policy_of(night.settings)
    return plan(
        tracking.evidence(
            night.warehouse, night.clock(), language=language, filed_types=policy.filed_types
        ),
        store.issues(),
        policy,
        night.clock(),
        language,
        unsettled=unsettled_labels(store),
        said=words_to_tell(night.warehouse, store.tracker),
    )


def _show(night: Night, planned: Plan) -> None:
    for operation in planned.operations:
        title = f": {operation.draft.summary}" if operation.draft else ""
        night.say(f"would {operation.kind} {operation.label}{title}\n  because {operation.reason}")
    for held in planned.held:
        night.say(f"would keep silent about {held.topic_uid}: {held.reason}")


def _tell(night: Night, sent: SendReport) -> None:
    for line in sent.lines:
        night.say(line)
    for alert in sent.alerts:
        night.warn(alert)


def _tell_of_first_fill(night: Night, store: WarehouseOutbox) -> None:
    """A first run opens nothing by itself; say so, or it looks as if nothing was found."""
    if night.settings.tracker.allow_first_fill == 0 and not store.issues():
        night.warn(
            "nothing is opened by a first run until you allow it. See what would be: "
            "koe report --dry-run --allow-first-fill 5; then open it: the same without --dry-run"
        )


def _counts(planned: Plan, heard: Heard, done: Counter[str]) -> Counts:
    return {
        "planned": len(planned.operations),
        "held": len(planned.held),
        "answers_heard": len(heard.changes),
        **{key: value for key, value in sorted(done.items()) if value},
    }
