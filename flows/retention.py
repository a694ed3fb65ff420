"""Retention: the last stage before publishing removes what is older than the settings allow."""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.night import Counts, Night
from warehouse import retention as aged
from warehouse.rewrite import rewrite


def retention(night: Night) -> Counts:
    """Remove texts by age, a bounded number a night; write the file anew where that is due.

    Messages are kept no longer than voices: a voice is a piece of one.
    """
    settings, warehouse = night.settings.retention, night.warehouse
    most, counts = settings.tickets_per_night, Counts()
    ages = [days for days in (settings.messages_days, settings.voices_days) if days]
    if ages:
        counts["tickets_emptied"] = aged.age_messages(warehouse, _ago(night, min(ages)), most)
    if settings.voices_days:
        before = _ago(night, settings.voices_days)
        counts["voices_emptied"] = aged.age_voices(warehouse, before, most)
    if settings.quarantine_days:
        before = _ago(night, settings.quarantine_days)
        counts["quarantine_removed"] = aged.age_quarantine(warehouse, before)
    if settings.outbox_days:
        before = _ago(night, settings.outbox_days)
        counts["writes_emptied"] = aged.age_outbox(warehouse, before, most)
    if any(counts.values()):
        aged.log(warehouse, night.run_id, counts, night.clock(), rewritten=False)
    return counts | _free(night, counts)


def _ago(night: Night, days: int) -> datetime:
    return night.clock() - timedelta(days=days)


def _free(night: Night, counts: Counts) -> Counts:
    """DuckDB keeps what it deletes in free blocks until the file is written anew."""
    now = night.clock()
    if not aged.is_rewrite_due(night.warehouse, now, night.settings.retention.rewrite_days):
        return {"file_rewritten": 0}
    from flows.erasure import prune_vectors

    prune_vectors(night)
    rewrite(night.warehouse, key=night.settings.warehouse_key, clock=night.clock)
    aged.log(night.warehouse, night.run_id, counts, now, rewritten=True)
    return {"file_rewritten": 1}
