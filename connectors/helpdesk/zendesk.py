"""A ticket of a Zendesk export as a Ticket. Shapes: see docs/decisions/0041."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from connectors.helpdesk.plain_text import clean
from connectors.helpdesk.versions import microseconds
from connectors.helpdesk.zendesk_people import (
    Json,
    SideLoads,
    known_names,
    nested,
    text,
)
from connectors.helpdesk.zendesk_thread import messages_of
from records.errors import BadRow
from records.ticket import Message, Reason, Role, Status, Ticket, Visibility

STATUSES = {
    "new": Status.NEW,
    "open": Status.OPEN,
    "pending": Status.PENDING,
    "hold": Status.PENDING,
    "solved": Status.RESOLVED,
    "closed": Status.CLOSED,
    "deleted": Status.DELETED,
    "suspended": Status.SPAM,
    "spam": Status.SPAM,
}
MERGED_TAG = "closed_by_merge"
LATEST = 4_102_444_800  # 2100 in seconds: a larger number is no time
MOST = 1_000_000  # of anything that one ticket may have gone through
# What accounts usually call these custom fields; others by ReadOptions.zendesk_fields.
_FIELD_NAMES = {
    "version": "version",
    "app_version": "version",
    "app version": "version",
    "product_version": "version",
    "product_area": "product_area",
    "component": "product_area",
}
_SCORES = {"good": 1.0, "bad": 0.0, "good_with_comment": 1.0, "bad_with_comment": 0.0}


class Translator:
    """Turns Zendesk tickets into Tickets of one source account."""

    def __init__(self, source: str, side: SideLoads, custom_fields: Mapping[str, str]) -> None:
        self.source, self.side = source, side
        self._meaning = _FIELD_NAMES | {str(k).casefold(): v for k, v in custom_fields.items()}

    def ticket(self, row: Json) -> Ticket:
        """The ticket. Raises BadRow with what was got and what was expected."""
        ticket_id = text(row, "id")
        if not ticket_id:
            raise BadRow(Reason.MISSING_ID, "the ticket has no id", expected="a number or text")
        created = moment(row, "created_at")
        updated = moment(row, "updated_at")
        comments = objects(row, "comments")
        messages = messages_of(row, ticket_id, created, comments, self.side)
        metrics = nested(row, "metric_set") or self.side.metrics.get(ticket_id, {})
        organisation = self._organisation(row)
        custom = self._custom_fields(row)
        return Ticket(
            source=self.source,
            ticket_id=ticket_id,
            source_version=_version(row, updated),
            status=_status(row),
            created_at=created,
            updated_at=updated,
            messages=messages,
            resolved_at=optional_moment(metrics, "solved_at"),
            subject=text(row, "subject") or text(row, "raw_subject"),
            channel=text(nested(row, "via"), "channel"),
            customer=_key(row, "requester"),
            organisation=text(row, "organization_id") or text(organisation, "id") or None,
            segment=custom.pop("segment", "") or _plan(row, organisation),
            assignee=_key(row, "assignee"),
            product_area=custom.pop("product_area", "") or None,
            version=custom.pop("version", "") or None,
            tags=_tags(row),
            attributes=custom | _brand(row) | _follow_up(row),
            csat=_csat(row),
            reopens=_count(metrics, "reopens"),
            first_reply_minutes=_first_reply(metrics, created, messages),
            url=_url(row),
            known_names=known_names(row, comments, self.side),
            customer_email=_address(row, "requester"),
            follow_up_of=_followed(row),
        )

    def _organisation(self, row: Json) -> Json:
        found = nested(row, "organization")
        return found or self.side.organisations.get(text(row, "organization_id"), {})

    def _custom_fields(self, row: Json) -> dict[str, str]:
        """Filled custom fields, under the name Koe gives them or their own."""
        found: dict[str, str] = {}
        for item in objects(row, "custom_fields"):
            key = text(item, "id")
            name = text(item, "name") or text(item, "title") or f"custom_field_{key}"
            meaning = self._meaning.get(key) or self._meaning.get(name.casefold(), name)
            value = text(item, "value") or _listed(item.get("value"))
            if value and meaning != "ignore":
                found[meaning] = value
        return found


def moment(row: Json, key: str) -> datetime:
    """A required time. Zendesk writes ISO 8601 in UTC; a time without an offset is UTC too."""
    found = optional_moment(row, key)
    if found is None:
        raise BadRow(Reason.MISSING_REQUIRED, f"{key} is missing", expected="an ISO 8601 time")
    return found


def optional_moment(row: Json, key: str) -> datetime | None:
    """A time that may be missing; one that is there must be readable."""
    value = row.get(key)
    if value is None or value == "":
        return None
    try:
        read = datetime.fromisoformat(value.strip() if isinstance(value, str) else "")
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        got = f"{key} is {str(value)[:40]!r}"
        raise BadRow(Reason.BAD_TIMESTAMP, got, expected="an ISO 8601 time") from error


def objects(row: Json, key: str) -> list[Json]:
    """The list of objects under ``key``; nothing where it is missing."""
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        got = f"{key} is a {type(value).__name__} that is no list of objects"
        raise BadRow(Reason.SCHEMA_DRIFT, got, expected="a list of objects")
    return value


def _status(row: Json) -> Status:
    """Merged tickets are closed ones with Zendesk's own tag. ``merged_ticket_ids`` says nothing
    here: it stands at the ticket that lives on, which goes on to be solved like any other."""
    got = text(row, "status").casefold()
    if not got:
        raise BadRow(Reason.MISSING_REQUIRED, "status is missing", expected=", ".join(STATUSES))
    if got not in STATUSES:
        raise BadRow(Reason.UNKNOWN_STATUS, f"status is {got[:40]!r}", expected=", ".join(STATUSES))
    status = STATUSES[got]
    merged = MERGED_TAG in _tags(row)
    return Status.MERGED if merged and status in (Status.CLOSED, Status.RESOLVED) else status


def _version(row: Json, updated: datetime) -> int:
    """``generated_timestamp`` (seconds; the server's own clock for every change) as microseconds.

    ``updated_at`` stands in where it is missing: it misses changes made by the system.
    """
    generated = row.get("generated_timestamp")
    if isinstance(generated, int | float) and 0 < generated < LATEST and generated is not True:
        return int(generated * 1_000_000)
    return microseconds(updated)


def _key(row: Json, who: str) -> str | None:
    """A stable key of the requester or assignee: the id, failing that the address."""
    return text(row, f"{who}_id") or text(nested(row, who), "id") or _address(row, who)


def _followed(row: Json) -> str | None:
    """The closed ticket that this one goes on with."""
    source = nested(row, "via", "source")
    return (
        text(source, "rel") == "follow_up" and text(nested(source, "from"), "ticket_id")
    ) or None


def _address(row: Json, who: str) -> str | None:
    return text(nested(row, who), "email").casefold() or None


def _plan(row: Json, organisation: Json) -> str | None:
    own = text(nested(row, "organization_fields"), "plan")
    return own or text(nested(organisation, "organization_fields"), "plan") or None


def _brand(row: Json) -> dict[str, str]:
    name = text(nested(row, "brand"), "name") or text(row, "brand") or text(row, "brand_id")
    return {"brand": name} if name else {}


def _follow_up(row: Json) -> dict[str, str]:
    """A customer who writes to a closed ticket opens a new one that says which it follows."""
    source = nested(row, "via", "source")
    before = text(nested(source, "from"), "ticket_id")
    return {"follow_up_of": before} if before and text(source, "rel") == "follow_up" else {}


def _listed(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(clean(str(item)) for item in value) if isinstance(value, list) else ""


def _tags(row: Json) -> tuple[str, ...]:
    value = row.get("tags")
    if isinstance(value, str):
        value = value.split()
    found: Iterable[object] = value if isinstance(value, list) else ()
    return tuple(dict.fromkeys(clean(tag) for tag in found if isinstance(tag, str) and tag))


def _csat(row: Json) -> float | None:
    """good / bad as 1 / 0, or 1-5 spread over 0..1; offered and unoffered say nothing."""
    score = nested(row, "satisfaction_rating").get("score")
    if isinstance(score, str):
        return _SCORES.get(score.casefold())
    if isinstance(score, int | float) and not isinstance(score, bool) and 1 <= score <= 5:
        return (score - 1) / 4
    return None


def _count(metrics: Json, key: str) -> int:
    return count_of(metrics.get(key))


def count_of(value: object) -> int:
    """A small number of times; anything else is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return value if 0 < value < MOST else 0


def _first_reply(metrics: Json, created: datetime, messages: Sequence[Message]) -> float | None:
    """Calendar minutes as Zendesk counts them, else to the first public reply of an agent."""
    counted = nested(metrics, "reply_time_in_minutes").get("calendar")
    if isinstance(counted, int | float) and not isinstance(counted, bool):
        return float(counted)
    replies = (
        message.sent_at
        for message in messages
        if message.role is Role.AGENT and message.visibility is Visibility.PUBLIC
    )
    first = next((sent for sent in replies if sent > created), None)
    return (first - created).total_seconds() / 60 if first else None


def _url(row: Json) -> str | None:
    """The page an agent sees; the export's own link is the API's."""
    url = text(row, "url")
    if "/api/v2/tickets/" in url:
        return url.replace("/api/v2/tickets/", "/agent/tickets/").removesuffix(".json")
    return url or None
