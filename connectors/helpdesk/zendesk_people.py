"""Who is who in a Zendesk export: roles, names for redaction, what stands beside the tickets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from connectors.helpdesk.plain_text import clean
from records.ticket import Role

Json = Mapping[str, object]
_ROLES = {
    "end-user": Role.CUSTOMER,
    "end_user": Role.CUSTOMER,
    "customer": Role.CUSTOMER,
    "agent": Role.AGENT,
    "admin": Role.AGENT,
    "bot": Role.BOT,
    "system": Role.SYSTEM,
}
_SYSTEM_CHANNELS = frozenset({"rule", "system", "automation", "trigger"})
SYSTEM_AUTHOR = "-1"


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one user."""

    role: Role | None = None
    names: tuple[str, ...] = ()


NOBODY = Person()


@dataclass(slots=True)
class SideLoads:
    """Users, metric sets and organisations that a page of tickets came with, by their ids.

    Kept in memory, so only what translation needs: about 300 bytes a user.
    """

    users: dict[str, Person] = field(default_factory=dict)
    metrics: dict[str, Json] = field(default_factory=dict)
    organisations: dict[str, Json] = field(default_factory=dict)

    def add(self, key: str, row: Json) -> None:
        """Take in one element of the array ``key``."""
        if key == "users":
            self.users[text(row, "id")] = person(row)
        elif key == "metric_sets":
            wanted = ("solved_at", "reopens", "reply_time_in_minutes")
            self.metrics[text(row, "ticket_id")] = {name: row.get(name) for name in wanted}
        elif key == "organizations":
            wanted = ("id", "name", "organization_fields")
            self.organisations[text(row, "id")] = {name: row.get(name) for name in wanted}


def text(row: Json, key: str) -> str:
    """A text or number as cleaned text; anything else, and nothing, is ""."""
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def nested(row: Json, *keys: str) -> Json:
    """The object under ``keys``, or an empty one where anything on the way is not an object."""
    for key in keys:
        value = row.get(key)
        if not isinstance(value, dict):
            return {}
        row = value
    return row


def person(row: Json) -> Person:
    """A user, requester or author object."""
    return Person(_stated_role(row), names_in(row)) if row else NOBODY


def _stated_role(row: Json) -> Role | None:
    return _ROLES.get(text(row, "role").casefold())


def names_in(row: Json) -> tuple[str, ...]:
    """What of a person can be found again in a text."""
    keys = ("name", "email", "alias", "phone", "address")
    return tuple(name for name in (text(row, key) for key in keys if key in row) if name)


def role_of(comment: Json, author_id: str, requester_id: str, side: SideLoads) -> Role:
    """Who wrote a comment: as its author says, else as users say, else by the requester.

    Zendesk's own automations write as author -1 or through the channel ``rule``.
    """
    channel = text(nested(comment, "via"), "channel").casefold()
    if channel.startswith("answer_bot"):
        return Role.BOT
    if author_id == SYSTEM_AUTHOR or channel in _SYSTEM_CHANNELS:
        return Role.SYSTEM
    stated = _stated_role(nested(comment, "author"))
    known = stated or side.users.get(author_id, NOBODY).role
    return known or (Role.CUSTOMER if author_id and author_id == requester_id else Role.AGENT)


def known_names(row: Json, comments: Sequence[Json], side: SideLoads) -> tuple[str, ...]:
    """Names and addresses of everybody who takes part, for redaction only."""
    found: dict[str, None] = {}
    for item in _people(row, comments):
        found.update(dict.fromkeys(names_in(item)))
    if side.users:
        ids = [text(row, key) for key in ("requester_id", "submitter_id", "assignee_id")]
        ids += [text(comment, "author_id") for comment in comments]
        found.update((name, None) for key in ids for name in side.users.get(key, NOBODY).names)
    return tuple(found)


def _people(row: Json, comments: Sequence[Json]) -> Iterator[Json]:
    """Every object that describes a person, empty ones left out."""
    for key in ("requester", "submitter", "assignee"):
        yield nested(row, key)
    for comment in comments:
        yield nested(comment, "author")
    for item in (row, *comments):
        if "via" in item:
            yield nested(item, "via", "source", "from")
