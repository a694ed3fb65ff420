"""Promises about the finished corpus; each check returns the rows that break it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta

from examples.demo.build_bank import fits_day
from examples.demo.build_events import Ticket
from examples.demo.build_export import row_of
from examples.demo.build_nights import NIGHTS
from examples.demo.build_thread import Thread
from examples.demo.build_topics import BY_KEY

Findings = list[str]


def bodies(ticket: Ticket) -> str:
    """Every text of the ticket: subject and comments."""
    return "\n".join([ticket.subject, *(e.comment.body for e in ticket.events if e.comment)])


def unfilled_slots(tickets: list[Ticket]) -> Findings:
    """A brace left in a text is a slot that nobody knew."""
    return [f"{t.case.id}: {found}" for t in tickets for found in re.findall(r"\{\w*\}", bodies(t))]


def unlisted_pii(tickets: list[Ticket]) -> Findings:
    """A personal datum of one ticket that stands in another one must be listed there too."""
    values = sorted({value for t in tickets for _kind, value in t.pii if len(value) > 1})
    found = []
    for ticket in tickets:
        text, own = bodies(ticket), "\n".join(value for _kind, value in ticket.pii)
        found += [
            f"{ticket.case.id}: {value}" for value in values if value in text and value not in own
        ]
    return found


def listed_but_absent(tickets: list[Ticket]) -> Findings:
    """Nothing is listed that the ticket's texts do not contain."""
    return [
        f"{t.case.id}: {value}" for t in tickets for _kind, value in t.pii if value not in bodies(t)
    ]


def out_of_order(tickets: list[Ticket]) -> Findings:
    """Events run forward, and the first solution comes within two hours and five days."""
    found = []
    for ticket in tickets:
        solved = [e.at for e in ticket.events if e.what == "solve"][:1]
        odd = [
            at
            for at in solved
            if not timedelta(hours=2) <= at - ticket.case.moment <= timedelta(days=5)
        ]
        times = [e.at for e in ticket.events]
        found += (
            [f"{ticket.case.id}: {ticket.case.moment} {times}"]
            if odd or times != sorted(times)
            else []
        )
    return found


def days_to_come(tickets: list[Ticket]) -> Findings:
    """No text stands on a day that it contradicts."""
    return [
        f"{t.case.id} {t.case.moment:%m-%d}: {core.text[:80]}"
        for t in tickets
        for core in t.case.cores
        if not t.case.copy_of and not fits_day(core, t.case.moment.date())
    ]


def silent(tickets: list[Ticket]) -> Findings:
    """Every ticket has a customer's words, a subject may be missing only in chat."""
    return [
        str(t.case.id)
        for t in tickets
        if not t.events or not t.events[0].comment or not t.events[0].comment.body.strip()
    ]


def unstaged(tickets: list[Ticket]) -> Findings:
    """The later nights show a merge, a deletion, a redaction and a reopening each."""
    found = []
    for number in (1, 2):
        seen = {
            e.what for t in tickets for e in t.events if NIGHTS[number - 1] < e.at <= NIGHTS[number]
        }
        found += [
            f"night {number + 1}: no {what}"
            for what in ("merge", "delete", "redact", "solve")
            if what not in seen
        ]
    return found


def miscounted(tickets: list[Ticket]) -> Findings:
    """Mentions per topic are those of the specification."""
    counts = {key: sum(t.case.topics.count(key) for t in tickets) for key in BY_KEY}
    return [
        f"{key}: {counts[key]} for {topic.count}"
        for key, topic in BY_KEY.items()
        if counts[key] != topic.count
    ]


CHECKS: tuple[Callable[[list[Ticket]], Findings], ...] = (
    unfilled_slots,
    unlisted_pii,
    listed_but_absent,
    out_of_order,
    days_to_come,
    silent,
    unstaged,
    miscounted,
)


def run_checks(threads: Iterable[Thread]) -> list[str]:
    """One line for each promise that does not hold, with its first few rows."""
    tickets = [thread.ticket for thread in threads]
    for ticket in tickets:
        row_of(ticket, NIGHTS[-1])
    results = ((check.__name__, check(tickets)) for check in CHECKS)
    return [f"{name}: {len(rows)}: " + " | ".join(rows[:8]) for name, rows in results if rows]
