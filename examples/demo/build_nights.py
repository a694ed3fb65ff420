"""The three nights: which tickets each export shows, and the events that a reader must survive.

A deletion, a redaction, a merge, a ticket solved and opened again, two days of rows that did not
change, three broken lines.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import examples.demo.build_lines as lines
from examples.demo.build_events import Event, Ticket
from examples.demo.build_export import Row, row_of, until
from examples.demo.build_thread import Thread
from examples.demo.build_topics import JST

NIGHTS = tuple(datetime(2026, 10, day, 23, 59, 59, tzinfo=JST) for day in (29, 30, 31))
OVERLAP = timedelta(days=2)


def on_night(tickets: Iterable[Ticket], number: int) -> list[Row]:
    """The first night holds all tickets so far; later ones those changed in the last three days."""
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
        again.case.notes += [f"reopened_on_night_{number + 1}"] if again.come_back(day) else []
        secret = [
            t
            for t in resting(threads, number)
            if {"CARD", "MY_NUMBER"} & {k for k, _ in t.ticket.pii}
        ]
        mark(
            rng.choice(secret or resting(threads, number)),
            Event(day + timedelta(hours=1), what="redact"),
            number,
        )
        mark(
            rng.choice(resting(threads, number)),
            Event(day + timedelta(hours=2), "deleted", what="delete"),
            number,
        )


def resting(threads: list[Thread], number: int) -> list[Thread]:
    """Ordinary tickets of an earlier night with a full thread and nothing special to them."""
    return [
        t
        for t in threads
        if not t.case.notes
        and t.case.topic not in ("spam", "misc")
        and not t.case.copy_of
        and t.case.moment < NIGHTS[number - 1] - timedelta(days=1)
        and not any(changed_on(t.ticket, n) for n in (1, 2))
    ]


def solved_lately(ticket: Ticket, number: int) -> bool:
    """Solved within the three days before, so that it is not closed yet."""
    night = NIGHTS[number - 1]
    return any(
        e.what == "solve" and night - timedelta(days=3) < e.at <= night for e in ticket.events
    )


def mark(thread: Thread, event: Event, number: int) -> None:
    """Add the event, drop whatever would follow a deletion, and note it for the truth file."""
    kept = [e for e in thread.ticket.events if event.what != "delete" or e.at < event.at]
    thread.ticket.events = [*kept, event]
    thread.case.notes.append(f"{event.what}_on_night_{number + 1}")


def broken_lines(
    rows: list[Row], later: set[int], rng: random.Random
) -> tuple[list[str], list[int]]:
    """The first night's lines, three of them broken; all three come again whole a night later."""
    heal = [
        n
        for n, row in enumerate(rows)
        if row["id"] in later
        and row["status"] in ("solved", "closed")
        and "merged_ticket_ids" not in row
    ]
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
    """Merged tickets point to the one that lives on, with the note that Zendesk leaves."""
    by_case = {id(t.case): t for t in tickets}
    for ticket in [t for t in tickets if t.case.merged and t.case.copy_of]:
        assert ticket.case.copy_of is not None
        target = by_case[id(ticket.case.copy_of)]
        ticket.merged_into = target.case.id
        end = ticket.events[-1]
        note = lines.MERGED_NOTE[ticket.case.lang].format(target=target.case.id)
        said = (
            replace(
                ticket.events[0].comment,
                role="agent",
                author=ticket.agent[0],
                public=False,
                body=note,
            )
            if ticket.events[0].comment
            else None
        )
        ticket.events[-1] = replace(end, comment=said)
