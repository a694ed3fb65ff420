"""A person's decision about an alert: kept, and shown at once."""

from __future__ import annotations

from datetime import date, datetime

from flows.night import open_warehouse, redacted
from flows.settings import Settings
from warehouse.alerts.keep import decide
from warehouse.snapshot import publish

WAIT_SECONDS = 10.0


def decide_alert(
    settings: Settings,
    named: str,
    decision: str,
    until: date | None,
    by: str,
    reason: str | None,
    now: datetime,
) -> str:
    """Keep it and publish the snapshot again; returns the alert's id. Raises LockHeld while a
    night runs, InputError for an alert that does not exist."""
    wh = open_warehouse(settings)
    told = redacted(reason) if reason else None
    with wh.lock(wait_seconds=WAIT_SECONDS):
        decided = decide(wh, named, decision=decision, until=until, by=by, reason=told, now=now)
        publish(wh, settings.at(settings.paths.snapshot))
    return decided
