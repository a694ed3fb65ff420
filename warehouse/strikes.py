"""Issues from which the quotes of erased customers are to be taken, until the tracker is rid of
them.

Their words are gone from the warehouse before a tracker that is down can be asked again. What is
left to know an issue by are the tickets that it names beside each quote, and its title as it
should read: a title that has the same ending but a quotation in its place is theirs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from warehouse.arrow import registered
from warehouse.quotes_taken import without_theirs
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Quoting:
    """Whose quotes go: ids of their tickets, links to them, and words that only they wrote."""

    tickets: Collection[str]
    urls: Collection[str]
    words: Collection[str]


@dataclass(frozen=True, slots=True)
class Strike:
    """An issue from which the quotes of these tickets are to be taken. ``titles`` are those that
    Koe gave it, as they read without quotes of erased customers."""

    erasure_id: str
    label: str
    issue_id: str | None
    tickets: tuple[str, ...]
    urls: tuple[str, ...]
    titles: tuple[str, ...] = ()


def plan_strikes(
    conn: DuckDBPyConnection, erasure_id: str, quoting: Quoting, now: datetime
) -> None:
    """Take the quotes out of what was or will be written, and note down the issues that may show
    them; inside the transaction that erases."""
    rows = conn.execute(query("outbox_payloads")).fetchall()
    payloads = without_theirs(rows, quoting.tickets, quoting.urls, quoting.words)
    ids = {one.label: one.issue_id for one in payloads if one.issue_id}
    for label in sorted({one.label for one in payloads}):
        found = conn.execute(
            "SELECT state ->> 'issue_id' FROM issues WHERE label = $label", {"label": label}
        ).fetchone()
        values = {
            "erasure_id": erasure_id,
            "label": label,
            "issue_id": found[0] if found else ids.get(label),
            "tickets": sorted(quoting.tickets),
            "urls": sorted(quoting.urls),
            "now": now,
        }
        conn.execute(query("plan_strike"), values)
    with registered(conn, incoming_payloads=[(one.op_id, one.payload) for one in payloads]):
        conn.execute(query("rewrite_payloads"))


def strikes(wh: Warehouse) -> list[Strike]:
    """Issues from which quotes are still to be taken."""
    with wh.connect() as conn:
        rows = conn.execute(query("strikes")).fetchall()
    return [Strike(*row[:3], *map(tuple, row[3:])) for row in rows]


def finish_strike(wh: Warehouse, strike: Strike, quotes: int, now: datetime) -> None:
    """The tracker holds none of their quotes in this issue any more."""
    values = {
        "erasure_id": strike.erasure_id,
        "label": strike.label,
        "quotes": quotes,
        "now": now,
    }
    with wh.transaction() as conn:
        conn.execute(query("finish_strike"), values)


def unsettled_labels(wh: Warehouse) -> frozenset[str]:
    """Labels with a write of unknown outcome, in any tracker. A helpdesk's notes quote nobody."""
    sql = (
        "SELECT DISTINCT label FROM outbox"
        " WHERE state IN ('sending', 'uncertain') AND kind <> 'helpdesk_note'"
    )
    with wh.connect() as conn:
        return frozenset(str(label) for (label,) in conn.execute(sql).fetchall())
