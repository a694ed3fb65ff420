"""Bars for SVG: where each stands, in pixels, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from records.page import PageWeek

# Least number of tickets that fills a chart's height: one ticket must not look like a peak.
LEAST_SCALE = 5


class Counted(Protocol):
    """A week with a number of tickets."""

    @property
    def week(self) -> date:
        """Its Monday."""

    @property
    def tickets(self) -> int:
        """How many."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week. ``part`` marks a week that is not over, ``release`` what came out in it."""

    x: int
    y: int
    width: int
    height: int
    week: date
    tickets: int
    part: bool
    release: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars upon a ground line at ``base``; ``told`` is the same in words, for a screen reader."""

    width: int
    base: int
    bars: tuple[Bar, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Size:
    """Of a chart, in pixels: a bar, the step to the next, the highest bar, room above."""

    bar: int
    step: int
    high: int
    above: int


SPARK = Size(bar=8, step=10, high=24, above=1)
LARGE = Size(bar=30, step=46, high=70, above=34)


def chart(
    counts: Sequence[Counted],
    weeks: Sequence[PageWeek],
    releases: Sequence[tuple[date, str]],
    size: Size,
) -> Chart:
    """Each week to the scale of the highest in its own chart; none for a week without tickets."""
    highest = max([LEAST_SCALE, *(one.tickets for one in counts)])
    unfinished = {one.week for one in weeks if not one.is_complete}
    base = size.above + size.high
    bars = []
    for index, one in enumerate(counts):
        height = max(round(one.tickets / highest * size.high), 2) if one.tickets else 0
        x = index * size.step + (size.step - size.bar) // 2
        release = ", ".join(name for day, name in releases if _within(day, one.week))
        part = one.week in unfinished
        bars.append(Bar(x, base - height, size.bar, height, one.week, one.tickets, part, release))
    told = ", ".join(f"{bar.week.month}/{bar.week.day}: {bar.tickets}" for bar in bars)
    return Chart(len(bars) * size.step, base, tuple(bars), told)


def _within(day: date, monday: date) -> bool:
    return monday <= day < monday + timedelta(days=7)
