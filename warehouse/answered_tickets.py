"""Tickets whose topic got another answer: whom a note in the helpdesk is for."""

from __future__ import annotations

from datetime import datetime

from records.issue import Answer, AnsweredTicket
from warehouse.rows import utc
from warehouse.sql import query
from warehouse.store import Warehouse


def tickets_to_tell(
    wh: Warehouse, *, helpdesk: str, source: str, since: datetime, days: float
) -> list[AnsweredTicket]:
    """Newest first: those of ``source`` that ``helpdesk`` was not told of yet (its writes of
    unknown outcome count as told). ``since`` is when the answer was heard, ``days`` how long
    before it a ticket may have been written."""
    values = {"helpdesk": helpdesk, "source": source, "since": since, "days": days}
    with wh.connect() as conn:
        found = conn.execute(query("tickets_to_tell"), values)
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [
        AnsweredTicket(
            **row | {"answer": Answer(row["answer"]), "answered_at": utc(row["answered_at"])}
        )
        for row in rows
    ]
