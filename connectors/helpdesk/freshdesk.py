"""A Freshdesk ticket as a Ticket. Facts and their sources: docs/helpdesks.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parseaddr

from connectors.helpdesk.fields import CustomFields, status_of
from connectors.helpdesk.plain_text import clean, text_of_html
from connectors.helpdesk.versions import microseconds
from connectors.helpdesk.zendesk import moment, objects, optional_moment
from connectors.helpdesk.zendesk_people import Json, names_in, nested, text
from records.errors import BadRow
from records.ticket import Message, Reason, Role, Status, Ticket, Visibility

STATUSES = {
    "2": Status.OPEN,
    "3": Status.PENDING,
    "4": Status.RESOLVED,
    "5": Status.CLOSED,
    "open": Status.OPEN,
    "pending": Status.PENDING,
    "resolved": Status.RESOLVED,
    "closed": Status.CLOSED,
}
_CHANNELS = {
    "1": "email",
    "2": "portal",
    "3": "phone",
    "7": "chat",
    "9": "feedback widget",
    "10": "outbound email",
}


class Translator:
    """Turns tickets (with their ``conversations``) into Tickets. ``url`` is the account's page;
    ``statuses`` the account's own, by number or name."""

    def __init__(
        self, source: str, url: str, statuses: Mapping[str, Status], fields: CustomFields
    ) -> None:
        self.source, self.url = source, url
        self._statuses = {**STATUSES, **statuses}
        self._fields = fields

    def ticket(self, row: Json) -> Ticket:
        """The ticket. Raises BadRow with what was got and what was expected."""
        number = text(row, "id")
        if not number:
            raise BadRow(Reason.MISSING_ID, "the ticket has no id", expected="a number")
        created, updated = moment(row, "created_at"), moment(row, "updated_at")
        stats, requester = nested(row, "stats"), nested(row, "requester")
        custom = self._fields.named(_custom(row))
        replied = optional_moment(stats, "first_responded_at")
        return Ticket(
            source=self.source,
            ticket_id=number,
            source_version=microseconds(updated),
            status=self._status(row),
            created_at=created,
            updated_at=updated,
            messages=_messages(row, number, created),
            resolved_at=optional_moment(stats, "resolved_at")
            or optional_moment(stats, "closed_at"),
            subject=text(row, "subject"),
            channel=_CHANNELS.get(text(row, "source"), ""),
            customer=text(row, "requester_id") or text(requester, "id") or None,
            organisation=text(row, "company_id") or None,
            segment=custom.pop("segment", None),
            assignee=text(row, "responder_id") or None,
            product_area=custom.pop("product_area", None),
            version=custom.pop("version", None),
            tags=_tags(row),
            attributes=custom,
            reopens=int(bool(text(stats, "reopened_at"))),
            first_reply_minutes=(replied - created).total_seconds() / 60 if replied else None,
            url=f"{self.url}/a/tickets/{number}" if self.url else None,
            known_names=_names(row, requester),
            customer_email=(text(requester, "email") or text(row, "email")).casefold() or None,
        )

    def _status(self, row: Json) -> Status:
        """Deleted and spam are flags beside the status, which stays what it was."""
        if row.get("deleted") is True:
            return Status.DELETED
        if row.get("spam") is True:
            return Status.SPAM
        return status_of(row.get("status"), self._statuses)


def _messages(row: Json, number: str, created: datetime) -> tuple[Message, ...]:
    """The description and every conversation with words."""
    requester = text(row, "requester_id") or text(nested(row, "requester"), "id")
    found = []
    if words := text(row, "description_text") or text_of_html(text(row, "description")):
        first = (f"{number}:description", Role.CUSTOMER, Visibility.PUBLIC, created, words)
        found.append((*first, requester or None))
    for one in objects(row, "conversations"):
        words = text(one, "body_text") or text_of_html(text(one, "body"))
        if words:
            found.append((*_place(one, requester), words, text(one, "user_id") or None))
    return tuple(
        Message(key, at, role, seen, sent, words, author)
        for at, (key, role, seen, sent, words, author) in enumerate(found)
    )


def _place(one: Json, requester: str) -> tuple[str, Role, Visibility, datetime]:
    author = text(one, "user_id")
    incoming = one.get("incoming") is True or bool(author and author == requester)
    return (
        text(one, "id"),
        Role.CUSTOMER if incoming else Role.AGENT,
        Visibility.PRIVATE if one.get("private") is True else Visibility.PUBLIC,
        moment(one, "created_at"),
    )


def _custom(row: Json) -> Iterable[tuple[str, str]]:
    """Custom fields without the ``cf_`` that Freshdesk puts before each, and the ticket's type."""
    for name, value in nested(row, "custom_fields").items():
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield name.removeprefix("cf_"), clean(str(value))
    if kind := text(row, "type"):
        yield "type", kind


def _names(row: Json, requester: Json) -> tuple[str, ...]:
    """What the ticket states of its requester, of those in copy and of the mails' senders."""
    told = (*names_in(requester), *names_in(row))
    copied = [one for one in _listed(row.get("cc_emails")) if "@" in one]
    mailed = [text(one, "from_email") for one in objects(row, "conversations")]
    people = (part for one in (*copied, *mailed) for part in parseaddr(one))
    return tuple(dict.fromkeys(name for name in (*told, *people) if name))


def _listed(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _tags(row: Json) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean(tag) for tag in _listed(row.get("tags")) if tag))
