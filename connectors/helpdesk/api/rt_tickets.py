"""Tickets of Request Tracker as Tickets. Facts and choices: docs/decisions/0046."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from connectors.helpdesk.api.source import Json, objects_in
from connectors.helpdesk.fields import CustomFields, status_of
from connectors.helpdesk.plain_text import clean, text_of_html
from connectors.helpdesk.versions import microseconds
from connectors.helpdesk.zendesk import moment, optional_moment
from connectors.helpdesk.zendesk_people import nested, text
from records.errors import BadRow
from records.ticket import Message, Reason, Role, Status, Ticket, Visibility

# Statuses of RT's default lifecycle. "rejected" is RT's word for what is no request at all.
STATUSES = {
    "new": Status.NEW,
    "open": Status.OPEN,
    "stalled": Status.PENDING,
    "resolved": Status.RESOLVED,
    "rejected": Status.SPAM,
    "deleted": Status.DELETED,
}
SAID = ("Create", "Correspond", "Comment")
LIVE = frozenset({Status.NEW, Status.OPEN, Status.PENDING})
_SYSTEM = "RT_System"
_NEVER = "1970-01-01"


@dataclass(slots=True)
class Thread:
    """A ticket's transactions (its merged ones' too), their texts by transaction id, the
    requestors of each part by its ticket id, and which of the writers work on tickets."""

    transactions: list[Json] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    asking: dict[str, list[Json]] = field(default_factory=dict)
    staff: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class RtTranslator:
    """Turns rows of RT into Tickets. ``url`` is where people open RT."""

    source: str
    url: str
    statuses: Mapping[str, Status]
    fields: CustomFields

    def ticket(self, row: Json, thread: Thread) -> Ticket:
        """The ticket; raises BadRow. A merged one is told by its ``EffectiveId``."""
        number = text(row, "id")
        if not number:
            raise BadRow(Reason.MISSING_ID, "the ticket has no id", expected="a number")
        merged = effective_id(row) != number
        updated = moment(row, "LastUpdated")
        people = people_of(row)
        custom = self.fields.named(_custom_values(row))
        return Ticket(
            source=self.source,
            ticket_id=number,
            source_version=microseconds(updated),
            status=Status.MERGED if merged else status_of(row.get("Status"), self.statuses),
            created_at=moment(row, "Created"),
            updated_at=updated,
            messages=_messages(thread),
            resolved_at=_since(row, "Resolved"),
            subject=text(row, "Subject"),
            channel="",
            customer=_person(people[0]) if people else None,
            segment=custom.pop("segment", None),
            assignee=_owner(row),
            product_area=custom.pop("product_area", None),
            version=custom.pop("version", None),
            attributes=custom | _queue(row),
            reopens=self._reopens(number, thread),
            url=f"{self.url}/Ticket/Display.html?id={number}",
            known_names=_names(people, thread),
            customer_email=text(people[0], "EmailAddress").casefold() or None if people else None,
        )

    def _reopens(self, number: str, thread: Thread) -> int:
        """How often its own status went from an end back to life."""
        changes = [
            (self.statuses.get(text(one, "OldValue")), self.statuses.get(text(one, "NewValue")))
            for one in thread.transactions
            if one.get("Type") == "Status" and str(one.get("ObjectId")) == number
        ]
        return sum(old not in LIVE and old is not None and new in LIVE for old, new in changes)


def effective_id(row: Json) -> str:
    """The ticket it lives in: itself, or the one it was merged into."""
    told = row.get("EffectiveId")
    own = text(told, "id") if isinstance(told, dict) else text(row, "EffectiveId")
    return own or text(row, "id")


def people_of(row: Json) -> list[Json]:
    """The requestors."""
    return objects_in(row.get("Requestor"))


def _messages(thread: Thread) -> tuple[Message, ...]:
    found: list[Message] = []
    for one in thread.transactions:
        said = thread.texts.get(str(one.get("id")), "")
        if one.get("Type") in SAID and said:
            found.append(_message(one, said, len(found), thread))
    return tuple(found)


def _message(one: Json, said: str, at: int, thread: Thread) -> Message:
    kind, creator = str(one.get("Type")), nested(one, "Creator")
    asking = thread.asking.get(str(one.get("ObjectId")), [])
    opened_for = _person(asking[0]) if kind == "Create" and asking else None
    return Message(
        message_id=text(one, "id"),
        position=at,
        role=_role(kind, creator, thread),
        visibility=Visibility.PRIVATE if kind == "Comment" else Visibility.PUBLIC,
        sent_at=moment(one, "Created"),
        text=said,
        author=opened_for or _person(creator),
    )


def _role(kind: str, creator: Mapping[str, object], thread: Thread) -> Role:
    """A ticket's first words are the customer's, also where an agent took them down. After that
    it is who wrote: a requestor, or a user who does not work on tickets, is a customer."""
    name = text(creator, "Name") or text(creator, "id")
    if name == _SYSTEM:
        return Role.SYSTEM
    asking = {_person(one) for people in thread.asking.values() for one in people}
    if kind == "Create" or _person(creator) in asking:
        return Role.CUSTOMER
    return Role.AGENT if name in thread.staff else Role.CUSTOMER


def _person(person: Mapping[str, object]) -> str | None:
    """The user's name, which in RT is most often the address."""
    return (text(person, "Name") or text(person, "id")).casefold() or None


def _owner(row: Json) -> str | None:
    name = _person(nested(row, "Owner"))
    return None if name == "nobody" else name


def _queue(row: Json) -> dict[str, str]:
    name = text(nested(row, "Queue"), "Name")
    return {"queue": name} if name else {}


def _since(row: Json, key: str) -> Any:
    return None if text(row, key).startswith(_NEVER) else optional_moment(row, key)


def _custom_values(row: Json) -> Iterable[tuple[str, str]]:
    for one in objects_in(row.get("CustomFields")):
        if isinstance(one.get("values"), list):
            values = [value for value in one["values"] if isinstance(value, str)]
            yield text(one, "name"), ", ".join(map(clean, values))


def _names(people: Sequence[Json], thread: Thread) -> tuple[str, ...]:
    everybody = [*people, *(nested(one, "Creator") for one in thread.transactions)]
    keys = ("RealName", "EmailAddress", "Name")
    found = (text(one, key) for one in everybody for key in keys)
    return tuple(dict.fromkeys(name for name in found if name and name not in (_SYSTEM, "Nobody")))


def words_of(attachment: Json) -> str:
    """What an attachment says: its text, or the words of its HTML."""
    content = attachment.get("Content")
    if not isinstance(content, str):
        return ""
    is_html = text(attachment, "ContentType").startswith("text/html")
    return text_of_html(content) if is_html else clean(content)
