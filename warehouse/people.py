"""People in what is landed: those who were erased are left out, aliases and links are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from records.ticket import QuarantinedRow, Ticket
from warehouse.arrow import Row, registered
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def person_sha256(pseudonym: str) -> str:
    """What the suppression list knows a pseudonym by.

    A hash of the keyed pseudonym and not the pseudonym: whoever has an old copy of the
    warehouse cannot look up in a new one who was erased.
    """
    return hashlib.sha256(f"suppressed\x1f{pseudonym}".encode()).hexdigest()


def without_suppressed(
    conn: DuckDBPyConnection, tickets: Sequence[Ticket], bad: Sequence[QuarantinedRow]
) -> tuple[list[Ticket], list[QuarantinedRow]]:
    """The rows that may be kept: none of an erased customer, and in the tickets of others no
    message that an erased customer wrote."""
    found = conn.execute("SELECT person_sha256 FROM suppressed").fetchall()
    gone = frozenset(str(sha256) for (sha256,) in found)
    if not gone:
        return list(tickets), list(bad)
    kept = [_without_messages(one, gone) for one in tickets if not _is_gone(_names(one), gone)]
    return kept, [row for row in bad if not _is_gone(row.people, gone)]


def _names(ticket: Ticket) -> list[str]:
    return [name for name in (ticket.customer, ticket.customer_email) if name]


def _is_gone(pseudonyms: Collection[str], gone: AbstractSet[str]) -> bool:
    return any(person_sha256(one) in gone for one in pseudonyms)


def _without_messages(ticket: Ticket, gone: AbstractSet[str]) -> Ticket:
    said = tuple(
        message
        for message in ticket.messages
        if not (message.author and person_sha256(message.author) in gone)
    )
    return ticket if len(said) == len(ticket.messages) else replace(ticket, messages=said)


def keep_relations(conn: DuckDBPyConnection, tickets: Sequence[Ticket]) -> None:
    """Which ticket goes on with which, and by what other pseudonym a customer is known."""
    links: list[Row] = [
        (one.source, one.ticket_id, "follow_up", one.follow_up_of)
        for one in tickets
        if one.follow_up_of
    ]
    aliases: list[Row] = [
        (one.source, one.customer_email, one.customer)
        for one in tickets
        if one.customer and one.customer_email and one.customer_email != one.customer
    ]
    with registered(conn, incoming_links=links, incoming_aliases=aliases):
        if links:
            conn.execute(query("insert_links"))
        if aliases:
            conn.execute(query("insert_aliases"))
