"""The counted tables: what every trend, quote and figure is read from (ADR 0087).

They are derived ticket by ticket from tickets, messages, voices, labels and assignments. Who
changes one of those marks its tickets in the same transaction; before that commits, the marked
tickets are counted anew. So a night's cost here grows with the tickets it touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from warehouse.arrow import Row, registered
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def mark_tickets(conn: DuckDBPyConnection, keys: Sequence[Row]) -> None:
    """These (source, ticket_id) changed, or are gone."""
    if keys:
        with registered(conn, incoming_keys=keys):
            conn.execute(query("uncounted_tickets"))


def mark_voices(conn: DuckDBPyConnection, voice_ids: Sequence[Row]) -> None:
    """These voices (rows of one id) moved or are labelled anew; they must still be there."""
    if voice_ids:
        with registered(conn, incoming_ids=voice_ids):
            conn.execute(query("uncounted_voices"))


def mark_all(conn: DuckDBPyConnection) -> None:
    """Everything is to be counted anew."""
    conn.execute("INSERT INTO uncounted SELECT source, ticket_id FROM counted_tickets")
    conn.execute("INSERT INTO uncounted SELECT source, ticket_id FROM tickets")


def count_marked(conn: DuckDBPyConnection) -> None:
    """Count the marked tickets anew; call it inside a transaction."""
    if conn.execute("SELECT 1 FROM uncounted LIMIT 1").fetchone() is None:
        return
    above = conn.execute("SELECT coalesce(max(ticket), 0) FROM counted_tickets").fetchone()
    values = {"above": above[0] if above else 0}
    for table in ("voices", "topics", "tickets"):  # the last names the tickets of the others
        conn.execute(query(f"uncount_{table}"))
    for table in ("tickets", "voices", "topics"):  # each is read for the next
        conn.execute(query(f"count_{table}"), values)
    conn.execute("DELETE FROM uncounted")
