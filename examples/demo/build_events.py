"""What happens to a ticket, and when: the frame into which the words of a thread are put."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from examples.demo.build_plan import Case
from examples.demo.build_topics import JST

OPENS, SHUTS = 9, 20  # support answers daily between these hours of Asia/Tokyo
GAPS = {
    "first": 0.0,
    "nudge": 14.0,
    "note": 1.2,
    "agent": 5.0,
    "followup": 6.0,
    "again": 5.0,
    "thanks": 4.0,
    "away": 0.05,
    "ack": 0.02,
}


@dataclass(frozen=True)
class Comment:
    """One message of a thread; `role` is end-user, agent or bot."""

    role: str
    author: int
    public: bool
    body: str


@dataclass(frozen=True)
class Event:
    """A change of the ticket: a comment, a status, or both; `what` names the special ones."""

    at: datetime
    status: str = ""
    comment: Comment | None = None
    what: str = ""


@dataclass
class Ticket:
    """A finished thread with everything that the export and the truth files need."""

    case: Case
    channel: str
    subject: str
    agent: tuple[int, str, str]
    version: str | None
    rating: str
    events: list[Event] = field(default_factory=list)
    pii: dict[tuple[str, str], None] = field(default_factory=dict)
    merged_into: int = 0


def office_hours(moment: datetime, rng: random.Random) -> datetime:
    """The same moment, or the next morning when support is closed."""
    if OPENS <= moment.hour < SHUTS:
        return moment
    day = moment.date() + timedelta(days=moment.hour >= SHUTS)
    return datetime(
        day.year, day.month, day.day, OPENS, rng.randrange(60), rng.randrange(60), tzinfo=JST
    )


def awake(moment: datetime, rng: random.Random) -> datetime:
    """Customers answer at any hour but the small ones."""
    return (
        moment
        if moment.hour >= 6
        else moment.replace(hour=6) + timedelta(minutes=rng.randrange(30, 240))
    )


def plan_turns(case: Case, mail: bool, rng: random.Random) -> list[str]:
    """The kinds of messages in order; in six threads of ten the customer writes again."""
    if case.topic == "spam" or case.merged:
        return ["first"]
    quiet = case.topic in ("praise", "misc")
    roll = rng.random() * (1.9 if quiet else 1.0)
    turns = (
        ["first"]
        + ["ack"] * (rng.random() < 0.22)
        + ["nudge"] * (not quiet and rng.random() < 0.06)
    )
    turns += (
        ["note"] * (rng.random() < 0.26) + ["agent"] + ["away"] * (mail and rng.random() < 0.05)
    )
    while (roll < 0.42 and case.topic != "misc") or (case.second_later and "followup" not in turns):
        turns += ["followup"] + ["note"] * (rng.random() < 0.2) + ["again"]
        roll += 0.3
    if turns[-1] == "again" and rng.random() < 0.06:
        case.notes.append("missed_reply")
        return turns[:-1]
    return turns + ["thanks"] * (
        not quiet and rng.random() < (0.5 if "followup" in turns else 0.36)
    )


def lay_times(case: Case, turns: list[str], chat: bool, rng: random.Random) -> list[datetime]:
    """A time for every turn; agents within office hours, all within five days."""
    slow = 1.6 if date(2026, 10, 2) <= case.moment.date() <= date(2026, 10, 7) else 1.0
    gaps = [
        GAPS[t]
        * rng.lognormvariate(0, 0.7)
        * (slow if t in ("agent", "again") else 1)
        * (0.15 if chat else 1)
        for t in turns
    ]
    scale = min(1.0, 60 / max(sum(gaps), 0.1))
    times, now = [], case.moment
    for turn, gap in zip(turns, gaps, strict=True):
        now += timedelta(hours=gap * scale) if turn != "first" else timedelta(0)
        staff = turn in ("agent", "again", "note")
        now = (
            office_hours(now, rng)
            if staff
            else now
            if turn in ("first", "ack", "away")
            else awake(now, rng)
        )
        times.append(now)
    return times
