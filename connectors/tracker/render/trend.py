"""The small table that shows how a topic moves, with bars that need no picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from connectors.tracker.render.words import Words
from records.issue import Table, WeekCount

WEEKS_SHOWN = 8
BAR = "█"
LONGEST_BAR = 12


def trend_table(weeks: Sequence[WeekCount], words: Words, today: date) -> Table:
    """The last eight weeks, oldest first; the running week is marked, as it is not comparable."""
    shown = last_weeks(weeks)
    most = max((week.tickets for week in shown), default=0)
    rows = tuple(_row(week, most, words, today) for week in shown)
    return Table(words.weeks_header, rows)


def last_weeks(weeks: Sequence[WeekCount]) -> tuple[WeekCount, ...]:
    """The weeks that are shown, oldest first."""
    return tuple(sorted(weeks, key=lambda week: week.week)[-WEEKS_SHOWN:])


def is_running(week: WeekCount, today: date) -> bool:
    """Whether the week is not over yet."""
    return week.week + timedelta(days=6) >= today


def _row(week: WeekCount, most: int, words: Words, today: date) -> tuple[str, ...]:
    name = words.day(week.week, today) + (words.week_running if is_running(week, today) else "")
    return (name, str(week.customers), str(week.tickets), bar(week.tickets, most))


def bar(number: int, most: int) -> str:
    """A bar in proportion to ``most``; anything above zero shows at least one block."""
    return BAR * max(1, round(LONGEST_BAR * number / most)) if number and most else ""
