"""Shows one ticket as it stood at the end of a night, in the shape of a Zendesk JSON export."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import examples.demo.build_words as words
from examples.demo.build_events import OPENS, SHUTS, Event, Ticket
from examples.demo.build_people import Customer

FIELD_VERSION, FIELD_OS = 4400101, 4400102
BLACKED = "\u2587"  # what Zendesk puts in place of redacted words
GRAVE = {"CARD", "MY_NUMBER", "ADDRESS"}  # what support blacks out when it sees it
Row = dict[str, Any]


def utc(moment: datetime) -> str:
    """Times leave as Zendesk writes them."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def until(ticket: Ticket, night: datetime) -> list[Event]:
    """What has happened to the ticket when the night's export is taken."""
    return sorted((e for e in ticket.events if e.at <= night), key=lambda e: e.at)


def comment_rows(ticket: Ticket, events: list[Event]) -> list[Row]:
    """Comments as they read now; ids count over the whole thread, so they never move."""
    order = {
        id(e): n
        for n, e in enumerate(sorted((e for e in ticket.events if e.comment), key=lambda e: e.at))
    }
    hidden = any(e.what == "redact" for e in events)
    rows = []
    for event in [e for e in events if e.comment]:
        said = event.comment
        assert said is not None
        body = blacken(ticket, said.body) if hidden else said.body
        rows.append(
            {
                "id": ticket.case.id * 100 + order[id(event)] + 1,
                "author_id": said.author,
                "author": author(ticket, said.role),
                "public": said.public,
                "created_at": utc(event.at),
                "body": body,
            }
        )
    return rows


def author(ticket: Ticket, role: str) -> Row:
    """Who wrote a comment; only customers have an address of their own."""
    who = ticket.case.who
    if role == "end-user":
        return {"id": who.id, "name": who.name, "email": who.email, "role": role}
    key, name = (
        (words.BOT[0], words.BOT[1][ticket.case.lang]) if role == "bot" else ticket.agent[:2]
    )
    return {"id": key, "name": name, "role": role}


def blacken(ticket: Ticket, body: str) -> str:
    """The body without card, My Number and address, or where there are none without any datum."""
    grave = [item for item in ticket.pii if item[0] in GRAVE] or list(ticket.pii)
    for _kind, value in sorted(grave, key=lambda item: -len(item[1])):
        body = body.replace(value, BLACKED * len(value))
    return body


def business_minutes(start: datetime, end: datetime) -> int:
    """Minutes between two moments within the hours of support."""
    total, day = timedelta(0), start.replace(hour=0, minute=0, second=0)
    while day < end:
        opens, shuts = day.replace(hour=OPENS), day.replace(hour=SHUTS)
        total += max(timedelta(0), min(end, shuts) - max(start, opens))
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)


def metrics(events: list[Event]) -> Row:
    """Zendesk's metric set: last solution, reopenings, minutes to an agent's first public reply."""
    opened = events[0].at
    replies = [e.at for e in events if e.comment and e.comment.role == "agent" and e.comment.public]
    solved = [e.at for e in events if e.status in ("solved", "closed") and e.what != "close"]
    first = replies[0] if replies else None
    return {
        "solved_at": utc(solved[-1]) if solved else None,
        "reopens": reopens(events),
        "reply_time_in_minutes": {
            "calendar": int((first - opened).total_seconds() // 60) if first else None,
            "business": business_minutes(opened, first) if first else None,
        },
    }


def reopens(events: list[Event]) -> int:
    """How often a customer's message followed a solution."""
    steps = [e.status for e in events if e.status]
    return sum(a == "solved" and b == "open" for a, b in pairwise(steps))


def organization(who: Customer) -> Row | None:
    """The shop behind a customer, with its plan."""
    org = who.org
    return (
        {"id": org.id, "name": org.name, "organization_fields": {"plan": org.plan}} if org else None
    )


def tags_of(ticket: Ticket, events: list[Event]) -> list[str]:
    """Tags as agents and macros leave them; they never name the topic."""
    tags = [ticket.case.lang, *(["merchant"] if ticket.case.who.org else [])]
    done = {e.what for e in events}
    tags += ["closed_by_merge"] if "merge" in done else []
    return tags + (
        ["spam"] if "spam" in done and ticket.case.id % 8 else []
    )  # one in eight nobody tagged


def row_of(ticket: Ticket, night: datetime) -> Row:
    """One line of the export."""
    events = until(ticket, night)
    if any(e.what == "delete" for e in events):
        return deleted_row(ticket, events)
    who, status = ticket.case.who, [e.status for e in events if e.status][-1]
    comments, metric = comment_rows(ticket, events), metrics(events)
    row = head(ticket, events) | {
        "status": status,
        "subject": ticket.subject,
        "description": comments[0]["body"],
        "tags": tags_of(ticket, events),
        "via": {"channel": ticket.channel},
        "custom_fields": [
            {"id": FIELD_VERSION, "name": "app_version", "value": ticket.version},
            {"id": FIELD_OS, "name": "os", "value": who.os if ticket.version else None},
        ],
        "requester_id": who.id,
        "requester": {"id": who.id, "name": who.name, "email": who.email},
        **assigned(ticket, status),
        "organization": organization(who),
        "metric_set": metric,
        "satisfaction_rating": {
            "score": ticket.rating if status in ("solved", "closed") else "unoffered"
        },
        "comments": comments,
    }
    return row | (
        {"merged_ticket_ids": [ticket.merged_into]} if "closed_by_merge" in row["tags"] else {}
    )


def head(ticket: Ticket, events: list[Event]) -> Row:
    """The keys and times that every row has, deleted ones too."""
    changed = events[-1].at
    return {
        "id": ticket.case.id,
        "created_at": utc(ticket.case.moment),
        "updated_at": utc(changed),
        "generated_timestamp": int(changed.timestamp()) + ticket.case.id % 40 + 1,
    }


def assigned(ticket: Ticket, status: str) -> Row:
    """A new ticket lies in nobody's hands yet."""
    key, name = ticket.agent[:2]
    return (
        {"assignee_id": None, "assignee": None}
        if status == "new"
        else {"assignee_id": key, "assignee": {"id": key, "name": name}}
    )


def deleted_row(ticket: Ticket, events: list[Event]) -> Row:
    """A deleted ticket stays in the export as an empty shell."""
    return head(ticket, events) | {
        "status": "deleted",
        "subject": "SCRUBBED",
        "description": "SCRUBBED",
        "tags": [],
        "via": {"channel": ticket.channel},
        "requester_id": ticket.case.who.id,
        "comments": [],
    }
