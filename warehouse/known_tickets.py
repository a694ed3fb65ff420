"""Tickets that are kept, to ask their helpdesk whether it still has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from records.ticket import Status, Ticket
from warehouse.arrow import registered
from warehouse.rows import ticket_of
from warehouse.sql import query
from warehouse.store import Warehouse


def known_tickets(wh: Warehouse, source: str, *, opening: str, after: str, most: int) -> list[str]:
    """At most ``most`` ids behind ``after``, in order, of tickets whose first message's id is
    theirs with ``opening`` at its end: so tickets of another helpdesk are not among them."""
    values = {"source": source, "opening": opening, "after": after, "most": most}
    with wh.connect() as conn:
        return [str(row[0]) for row in conn.execute(query("known_tickets"), values).fetchall()]


def stored(wh: Warehouse, source: str, ids: Sequence[str]) -> list[Ticket]:
    """Those of these tickets that are kept, as they are kept (without their messages)."""
    keys = [(source, one) for one in ids]
    with wh.connect() as conn, registered(conn, incoming_keys=keys):
        return list(map(ticket_of, conn.execute(query("touched_tickets")).fetchall()))


def as_deleted(wh: Warehouse, source: str, ids: Sequence[str], now: datetime) -> list[Ticket]:
    """These tickets as they are kept, but deleted ``now``; to be landed like any other row.

    Newer by the smallest step only: whatever the helpdesk tells of them later brings them back.
    """
    return [
        replace(
            ticket,
            status=Status.DELETED,
            updated_at=now,
            source_version=ticket.source_version + 1,
        )
        for ticket in stored(wh, source, ids)
        if ticket.status not in (Status.DELETED, Status.MERGED)
    ]
