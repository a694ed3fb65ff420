"""Removing texts by age. What a ticket was about, whose it was and when still counts.

Each function is one transaction, bounded by ``most``: what is left is for the next night.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from records.issue import Operation
from warehouse.arrow import registered
from warehouse.codec import from_json, to_json
from warehouse.counts import mark_tickets, mark_voices
from warehouse.rehash import rehash
from warehouse.rows import maybe_utc
from warehouse.sql import query
from warehouse.store import Warehouse


def age_messages(wh: Warehouse, before: datetime, most: int) -> int:
    """Delete the messages of tickets last changed before then; how many tickets."""
    with wh.transaction() as conn:
        values = {"before": before, "most": most}
        keys = [(row[0], row[1]) for row in conn.execute(query("aged_tickets"), values).fetchall()]
        with registered(conn, incoming_keys=keys):
            conn.execute(query("delete_messages"))
            conn.execute(query("empty_tickets"), {"before": before})
        rehash(conn, keys)
        mark_tickets(conn, keys)
    return len(keys)


def age_voices(wh: Warehouse, before: datetime, most: int) -> int:
    """Empty the voices of such tickets; how many. Their topics and labels stay."""
    with wh.transaction() as conn:
        values = {"before": before, "most": most}
        emptied = conn.execute(query("empty_voices"), values).fetchall()
        mark_voices(conn, emptied)
    return len(emptied)


def age_quarantine(wh: Warehouse, before: datetime) -> int:
    """Delete rows of the quarantine that came last before then; how many."""
    with wh.transaction() as conn:
        return len(conn.execute(query("empty_quarantine"), {"before": before}).fetchall())


def age_outbox(wh: Warehouse, before: datetime, most: int) -> int:
    """Empty writes that were over before then; how many. That they were made stays known."""
    with wh.transaction() as conn:
        values = {"before": before, "most": most}
        rows = conn.execute(query("aged_payloads"), values).fetchall()
        emptied = [(op_id, _emptied(payload)) for op_id, payload in rows]
        with registered(conn, incoming_payloads=emptied):
            conn.execute(query("rewrite_payloads"))
    return len(rows)


def _emptied(payload: str) -> str:
    return to_json(replace(from_json(Operation, payload), draft=None, blocks=()))


def log(
    wh: Warehouse, run_id: str, counts: Mapping[str, int], now: datetime, *, rewritten: bool
) -> None:
    """Write down what a night removed."""
    told = json.dumps(counts, sort_keys=True)
    values = {"run_id": run_id, "now": now, "counts": told, "rewritten": rewritten}
    with wh.transaction() as conn:
        conn.execute(query("log_retention"), values)


def is_rewrite_due(wh: Warehouse, now: datetime, days: float) -> bool:
    """Whether something was removed since the file was last written anew, ``days`` ago or more."""
    with wh.connect() as conn:
        ((at, wanted),) = conn.execute(query("rewrite_state")).fetchall()
    last = maybe_utc(at)
    return bool(wanted) and (last is None or now - last >= timedelta(days=days))
