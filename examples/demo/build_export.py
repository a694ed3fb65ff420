"""Shows each ticket as it stood at the end of a night, in the shape of a Zendesk JSON export.

Also the events that a reader must survive: a deletion, a redaction, a merge, a ticket solved and
opened again, two days of rows that did not change, three broken lines.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import build_words as words
from build_people import Customer
from build_thread import OPENS, SHUTS, Event, Thread, Ticket
from build_topics import JST

NIGHTS = tuple(datetime(2026, 10, day, 23, 59, 59, tzinfo=JST) for day in (29, 30, 31))
OVERLAP = timedelta(days=2)
FIELD_VERSION, FIELD_OS = 4400101, 4400102
BLACKED = "\u2587"  # what Zendesk puts in place of redacted words
Row = dict[str, Any]


def utc(moment: datetime) -> str:
    """Times leave as Zendesk writes them."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def until(ticket: Ticket, night: datetime) -> list[Event]:
    """What has happened to the ticket when the night's export is taken."""
    return sorted((e for e in ticket.events if e.at <= night), key=lambda e: e.at)


def comment_rows(ticket: Ticket, events: list[Event]) -> list[Row]:
    """Comments as they read now; ids count over the whole thread, so they never move."""
    order = {id(e): n for n, e in enumerate(sorted((e for e in ticket.events if e.comment), key=lambda e: e.at))}
    hidden = any(e.what == "redact" for e in events)
    rows = []
    for event in [e for e in events if e.comment]:
        said = event.comment
        assert said is not None
        body = blacken(ticket, said.body) if hidden else said.body
        rows.append({"id": ticket.case.id * 100 + order[id(event)] + 1, "author_id": said.author, "author": author(ticket, said.role),
                     "public": said.public, "created_at": utc(event.at), "body": body})
    return rows


def author(ticket: Ticket, role: str) -> Row:
    """Who wrote a comment; only customers have an address of their own."""
    who = ticket.case.who
    if role == "end-user":
        return {"id": who.id, "name": who.name, "email": who.email, "role": role}
    key, name = (words.BOT[0], words.BOT[1][ticket.case.lang]) if role == "bot" else ticket.agent[:2]
    return {"id": key, "name": name, "role": role}


def blacken(ticket: Ticket, body: str) -> str:
    """The body with every personal datum of the ticket blacked out."""
    for _kind, value in sorted(ticket.pii, key=lambda item: -len(item[1])):
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
    """Zendesk's metric set: last solution, reopenings, minutes to the first public reply of an agent."""
    opened = events[0].at
    replies = [e.at for e in events if e.comment and e.comment.role == "agent" and e.comment.public]
    solved = [e.at for e in events if e.status in ("solved", "closed") and e.what != "close"]
    first = replies[0] if replies else None
    return {"solved_at": utc(solved[-1]) if solved else None, "reopens": reopens(events),
            "reply_time_in_minutes": {"calendar": int((first - opened).total_seconds() // 60) if first else None,
                                      "business": business_minutes(opened, first) if first else None}}


def reopens(events: list[Event]) -> int:
    """How often a customer's message followed a solution."""
    steps = [e.status for e in events if e.status]
    return sum(a == "solved" and b == "open" for a, b in pairwise(steps))


def organization(who: Customer) -> Row | None:
    """The shop behind a customer, with its plan."""
    org = who.org
    return {"id": org.id, "name": org.name, "organization_fields": {"plan": org.plan}} if org else None


def tags_of(ticket: Ticket, events: list[Event]) -> list[str]:
    """Tags as agents and macros leave them; they never name the topic."""
    tags = [ticket.case.lang, *(["merchant"] if ticket.case.who.org else [])]
    done = {e.what for e in events}
    tags += ["closed_by_merge"] if "merge" in done else []
    return tags + (["spam"] if "spam" in done and ticket.case.id % 8 else [])  # one in eight nobody tagged


def row_of(ticket: Ticket, night: datetime) -> Row:
    """One line of the export."""
    events = until(ticket, night)
    if any(e.what == "delete" for e in events):
        return deleted_row(ticket, events)
    who, status = ticket.case.who, [e.status for e in events if e.status][-1]
    comments, metric = comment_rows(ticket, events), metrics(events)
    row = head(ticket, events) | {
        "status": status, "subject": ticket.subject, "description": comments[0]["body"], "tags": tags_of(ticket, events),
        "via": {"channel": ticket.channel},
        "custom_fields": [{"id": FIELD_VERSION, "name": "app_version", "value": ticket.version},
                          {"id": FIELD_OS, "name": "os", "value": who.os if ticket.version else None}],
        "requester_id": who.id, "requester": {"id": who.id, "name": who.name, "email": who.email},
        **assigned(ticket, status), "organization": organization(who), "metric_set": metric,
        "satisfaction_rating": {"score": ticket.rating if status in ("solved", "closed") else "unoffered"}, "comments": comments,
    }
    return row | ({"merged_ticket_ids": [ticket.merged_into]} if "closed_by_merge" in row["tags"] else {})


def head(ticket: Ticket, events: list[Event]) -> Row:
    """The keys and times that every row has, deleted ones too."""
    changed = events[-1].at
    return {"id": ticket.case.id, "created_at": utc(ticket.case.moment), "updated_at": utc(changed),
            "generated_timestamp": int(changed.timestamp()) + ticket.case.id % 40 + 1}


def assigned(ticket: Ticket, status: str) -> Row:
    """A new ticket lies in nobody's hands yet."""
    key, name = ticket.agent[:2]
    return {"assignee_id": None, "assignee": None} if status == "new" else {"assignee_id": key, "assignee": {"id": key, "name": name}}


def deleted_row(ticket: Ticket, events: list[Event]) -> Row:
    """A deleted ticket stays in the export as an empty shell."""
    return head(ticket, events) | {"status": "deleted", "subject": "SCRUBBED", "description": "SCRUBBED", "tags": [], "via": {"channel": ticket.channel},
                                   "requester_id": ticket.case.who.id, "comments": []}


def on_night(tickets: Iterable[Ticket], number: int) -> list[Row]:
    """The first night holds all tickets so far; later ones what changed that day and on the two days before."""
    night = NIGHTS[number]
    since = NIGHTS[number - 1] - OVERLAP if number else datetime.min.replace(tzinfo=JST)
    shown = [t for t in tickets if t.case.moment <= night and until(t, night)[-1].at > since]
    return [row_of(ticket, night) for ticket in shown]


def changed_on(ticket: Ticket, number: int) -> bool:
    """True when something happened to the ticket on the day of that night."""
    return any(NIGHTS[number - 1] < e.at <= NIGHTS[number] for e in ticket.events)


def stage_events(threads: list[Thread], rng: random.Random) -> None:
    """Put the special events of the second and third night onto tickets that were at rest."""
    for number in (1, 2):
        day = NIGHTS[number - 1] + timedelta(hours=rng.uniform(9.5, 12))
        again = rng.choice([t for t in resting(threads, number) if solved_lately(t.ticket, number)])
        again.ticket.events = [e for e in again.ticket.events if e.what != "close"]
        again.case.notes += ["reopened_on_night"] if again.come_back(day) else []
        secret = [t for t in resting(threads, number) if {"CARD", "MY_NUMBER", "ADDRESS"} & {k for k, _ in t.ticket.pii}]
        mark(rng.choice(secret or resting(threads, number)), Event(day + timedelta(hours=1), what="redact"))
        mark(rng.choice(resting(threads, number)), Event(day + timedelta(hours=2), "deleted", what="delete"))


def resting(threads: list[Thread], number: int) -> list[Thread]:
    """Ordinary tickets of an earlier night with a full thread and nothing special to them."""
    return [t for t in threads if not t.case.notes and t.case.topic not in ("spam", "misc") and not t.case.copy_of
            and t.case.moment < NIGHTS[number - 1] - timedelta(days=1) and not any(changed_on(t.ticket, n) for n in (1, 2))]


def solved_lately(ticket: Ticket, number: int) -> bool:
    """Solved within the three days before, so that it is not closed yet."""
    night = NIGHTS[number - 1]
    return any(e.what == "solve" and night - timedelta(days=3) < e.at <= night for e in ticket.events)


def mark(thread: Thread, event: Event) -> None:
    """Add the event, drop whatever would have come after a deletion, and say so in the truth file."""
    kept = [e for e in thread.ticket.events if event.what != "delete" or e.at < event.at]
    thread.ticket.events = [*kept, event]
    thread.case.notes.append({"redact": "redacted_on_night", "delete": "deleted_on_night"}[event.what])


def broken_lines(rows: list[Row], later: set[int], rng: random.Random) -> tuple[list[str], list[int]]:
    """The first night's lines, three of them broken; all three come again whole on the second night."""
    heal = [n for n, row in enumerate(rows) if row["id"] in later and row["status"] in ("solved", "closed") and "merged_ticket_ids" not in row]
    cut, strange, nameless = sorted(rng.sample(heal, k=3))
    lines = [dump(row) for row in rows]
    lines[cut] = lines[cut][: len(lines[cut].encode()) // 5]
    lines[strange] = dump(rows[strange] | {"status": "frozen"})
    lines[nameless] = dump({key: value for key, value in rows[nameless].items() if key != "id"})
    return lines, [rows[n]["id"] for n in (cut, strange, nameless)]


def dump(row: Row) -> str:
    """One compact line, Japanese left readable."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def merge_into(tickets: list[Ticket]) -> None:
    """Merged tickets point to the one that lives on; both threads get the note that Zendesk leaves."""
    by_case = {id(t.case): t for t in tickets}
    for ticket in [t for t in tickets if t.case.merged and t.case.copy_of]:
        assert ticket.case.copy_of is not None
        target = by_case[id(ticket.case.copy_of)]
        ticket.merged_into = target.case.id
        end = ticket.events[-1]
        note = words.MERGED_NOTE[ticket.case.lang].format(target=target.case.id)
        said = replace(ticket.events[0].comment, role="agent", author=ticket.agent[0], public=False, body=note) if ticket.events[0].comment else None
        ticket.events[-1] = replace(end, comment=said)
