"""An Intercom conversation as a Ticket. Facts and their sources: docs/helpdesks.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from connectors.helpdesk.fields import CustomFields, status_of
from connectors.helpdesk.plain_text import clean, text_of_html
from connectors.helpdesk.versions import microseconds
from connectors.helpdesk.zendesk import LATEST, count_of, objects
from connectors.helpdesk.zendesk_people import Json, names_in, nested, text
from records.errors import BadRow
from records.ticket import Message, Reason, Role, Status, Ticket, Visibility

STATUSES = {"open": Status.OPEN, "snoozed": Status.PENDING, "closed": Status.RESOLVED}
# Behind a conversation's id: the id of its first message.
OPENING = ":source"
# Who an author is; an author of another type (a team, an automation) is the system.
_ROLES = {
    "user": Role.CUSTOMER,
    "lead": Role.CUSTOMER,
    "contact": Role.CUSTOMER,
    "admin": Role.AGENT,
    "bot": Role.BOT,
}


class Translator:
    """Turns conversations into Tickets of one source account."""

    def __init__(self, source: str, fields: CustomFields) -> None:
        self.source, self._fields = source, fields

    def ticket(self, row: Json) -> Ticket:
        """The ticket. Raises BadRow with what was got and what was expected."""
        number = text(row, "id")
        if not number:
            raise BadRow(Reason.MISSING_ID, "the conversation has no id", expected="an id")
        created, updated = moment(row, "created_at"), moment(row, "updated_at")
        parts = [row_of for row_of in _said(row) if _words(row_of)]
        messages = tuple(_message(number, one, at, created) for at, one in enumerate(parts))
        custom = self._fields.named(_attributes(row))
        told = nested(row, "statistics")
        replied = maybe_moment(told, "first_admin_reply_at")
        return Ticket(
            source=self.source,
            ticket_id=number,
            source_version=microseconds(updated),
            status=Status.DELETED
            if row.get("deleted") is True
            else status_of(row.get("state"), STATUSES),
            created_at=created,
            updated_at=updated,
            messages=messages,
            resolved_at=maybe_moment(told, "last_close_at"),
            subject=_subject(row),
            channel=text(nested(row, "source"), "type"),
            customer=_customer(row),
            segment=custom.pop("segment", None),
            assignee=text(row, "admin_assignee_id") or None,
            product_area=custom.pop("product_area", None),
            version=custom.pop("version", None),
            tags=tuple(text(tag, "name") for tag in objects(nested(row, "tags"), "tags")),
            attributes=custom,
            csat=_csat(row),
            reopens=count_of(told.get("count_reopens")),
            first_reply_minutes=(replied - created).total_seconds() / 60 if replied else None,
            known_names=_names(row, parts),
            customer_email=_customer_email(row, parts),
        )


def moment(row: Json, key: str) -> datetime:
    """A required time in whole seconds since 1970, as all of Intercom's are."""
    found = maybe_moment(row, key)
    if found is None:
        raise BadRow(Reason.MISSING_REQUIRED, f"{key} is missing", expected="seconds since 1970")
    return found


def maybe_moment(row: Json, key: str) -> datetime | None:
    """A time that may be missing; milliseconds are refused, never guessed."""
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < LATEST:
        got = f"{key} is {str(value)[:40]!r}"
        raise BadRow(Reason.BAD_TIMESTAMP, got, expected="seconds since 1970")
    return datetime.fromtimestamp(value, UTC)


def _said(row: Json) -> Iterator[Json]:
    """The first message and every part, each in the shape of a part."""
    source = nested(row, "source")
    if source:
        yield {**source, "part_type": "source"}
    yield from objects(nested(row, "conversation_parts"), "conversation_parts")


def _words(part: Json) -> str:
    """The part's words; asked for as plain text, Intercom still sends some as HTML."""
    body = text(part, "body")
    return text_of_html(body) if body.startswith("<") else body


def _message(number: str, part: Json, at: int, created: datetime) -> Message:
    author = nested(part, "author")
    opens = part.get("part_type") == "source"
    return Message(
        message_id=f"{number}{OPENING}" if opens else text(part, "id") or f"{number}:{at}",
        position=at,
        role=_ROLES.get(text(author, "type"), Role.SYSTEM),
        visibility=Visibility.PRIVATE if "note" in text(part, "part_type") else Visibility.PUBLIC,
        sent_at=created if opens else moment(part, "created_at"),
        text=_words(part),
        author=text(author, "id") or None,
    )


def _subject(row: Json) -> str:
    title = text(row, "title") or text(nested(row, "source"), "subject")
    return text_of_html(title) if title.startswith("<") else title


def _customer(row: Json) -> str | None:
    """The contact; failing that, whoever wrote first."""
    for contact in objects(nested(row, "contacts"), "contacts"):
        if found := text(contact, "id"):
            return found
    author = nested(row, "source", "author")
    is_customer = _ROLES.get(text(author, "type")) is Role.CUSTOMER
    return (text(author, "id") or None) if is_customer else None


def _customer_email(row: Json, parts: Iterable[Json]) -> str | None:
    """The contact's address: Intercom tells it with whoever wrote, not with the contact."""
    key = _customer(row)
    people = (
        *objects(nested(row, "contacts"), "contacts"),
        *(nested(one, "author") for one in parts),
    )
    told = (text(one, "email") for one in people if key and text(one, "id") == key)
    return next((one.casefold() for one in told if one), None)


def _attributes(row: Json) -> Iterable[tuple[str, str]]:
    for name, value in nested(row, "custom_attributes").items():
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield name, clean(str(value))


def _csat(row: Json) -> float | None:
    score = nested(row, "conversation_rating").get("rating")
    if isinstance(score, int) and not isinstance(score, bool) and 1 <= score <= 5:
        return (score - 1) / 4
    return None


def _names(row: Json, parts: Iterable[Json]) -> tuple[str, ...]:
    people = [nested(part, "author") for part in parts]
    people += objects(nested(row, "contacts"), "contacts")
    return tuple(dict.fromkeys(name for one in people for name in names_in(one)))
