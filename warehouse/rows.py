"""Database rows <-> records: tickets and messages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from records.ticket import Message, Role, Status, Ticket, Visibility
from warehouse.arrow import Row


def utc(moment: Any) -> datetime:
    """DuckDB answers with pytz's UTC; records carry the standard library's."""
    assert isinstance(moment, datetime)  # guards against a column that lost its type
    return moment.astimezone(UTC)


def maybe_utc(moment: Any) -> datetime | None:
    """As :func:`utc`, for a column that may be empty."""
    return None if moment is None else utc(moment)


def ticket_row(facts: Ticket, content_sha256: str, language: str) -> Row:
    """A row of ``incoming_tickets``."""
    return (
        facts.source,
        facts.ticket_id,
        facts.source_version,
        facts.status.value,
        facts.subject,
        facts.channel,
        facts.customer,
        facts.organisation,
        facts.segment,
        facts.assignee,
        facts.product_area,
        facts.version,
        list(facts.tags),
        json.dumps(dict(sorted(facts.attributes.items())), ensure_ascii=False),
        facts.csat,
        facts.reopens,
        facts.first_reply_minutes,
        facts.url,
        facts.created_at,
        facts.updated_at,
        facts.resolved_at,
        content_sha256,
        language,
    )


def ticket_of(row: Sequence[Any], messages: tuple[Message, ...] = ()) -> Ticket:
    """A ticket from columns in the order of ``touched_tickets.sql`` (more may follow)."""
    return Ticket(
        source=row[0],
        ticket_id=row[1],
        source_version=row[2],
        status=Status(row[3]),
        subject=row[4],
        channel=row[5],
        customer=row[6],
        organisation=row[7],
        segment=row[8],
        assignee=row[9],
        product_area=row[10],
        version=row[11],
        tags=tuple(row[12]),
        attributes=json.loads(row[13]),
        csat=row[14],
        reopens=row[15],
        first_reply_minutes=row[16],
        url=row[17],
        created_at=utc(row[18]),
        updated_at=utc(row[19]),
        resolved_at=maybe_utc(row[20]),
        messages=messages,
    )


def message_row(source: str, ticket_id: str, message: Message, version: int) -> Row:
    """A row of ``incoming_messages``."""
    return (
        source,
        ticket_id,
        message.message_id,
        version,
        message.position,
        message.role.value,
        message.visibility.value,
        message.author,
        message.sent_at,
        message.language or "other",
        message.text,
    )


def message_of(row: Sequence[Any]) -> Message:
    """A message from columns in the order of ``touched_messages.sql``."""
    return Message(
        message_id=row[2],
        position=row[4],
        role=Role(row[5]),
        visibility=Visibility(row[6]),
        author=row[7],
        sent_at=utc(row[8]),
        language=row[9],
        text=row[10],
    )
