"""The content hash of tickets that lost messages or texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from records.ticket import Message
from warehouse.arrow import registered
from warehouse.merge import content_sha256
from warehouse.rows import message_of, ticket_of
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def rehash(conn: DuckDBPyConnection, keys: Sequence[tuple[str, str]]) -> None:
    """Hash what is left of these tickets, so that the next export finds them unchanged; what
    was analysed stays analysed."""
    if not keys:
        return
    said: dict[tuple[str, str], list[Message]] = {key: [] for key in keys}
    with registered(conn, incoming_keys=list(keys)):
        tickets = conn.execute(query("touched_tickets")).fetchall()
        for row in conn.execute(query("touched_messages")).fetchall():
            said[row[0], row[1]].append(message_of(row))
    hashes = [
        (row[0], row[1], content_sha256(ticket_of(row), said[row[0], row[1]])) for row in tickets
    ]
    with registered(conn, incoming_hashes=hashes):
        conn.execute(query("rehash"))
