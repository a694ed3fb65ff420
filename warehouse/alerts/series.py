"""Counts over slots of time, and which kind of slot each is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

HOLIDAY = 7


@dataclass(slots=True)
class Board:
    """All series of one account over the same slots.

    ``start`` is the first slot; a slot lasts ``step``. ``kinds[i]`` tells which slots are alike
    (weekday or holiday, with its hour where slots are hours). ``total[i]`` is every ticket of the
    slot that the series could have come from.

    Where a ticket may speak of two topics, ``lifted`` are the tickets that speak of any topic that
    rose lately, each once, and ``apart`` those of a series that speak of none of them. Without
    these a ticket speaks of one topic.
    """

    start: datetime
    step: timedelta
    kinds: list[int]
    total: list[int]
    counts: dict[str, list[int]] = field(default_factory=dict)
    lifted: list[int] | None = None
    apart: dict[str, list[int]] = field(default_factory=dict)

    @property
    def hourly(self) -> bool:
        """Whether a slot is an hour."""
        return self.step < timedelta(days=1)

    def moment(self, slot: int) -> datetime:
        """When a slot begins."""
        return self.start + slot * self.step

    def slot(self, moment: datetime) -> int:
        """The slot a moment lies in."""
        return int((moment - self.start) // self.step)


def day_kinds(first: date, days: int, holidays: Container[date]) -> list[int]:
    """0 Monday … 6 Sunday, 7 a public holiday."""
    every = (first + timedelta(days=number) for number in range(days))
    return [HOLIDAY if day in holidays else day.weekday() for day in every]


def hour_kinds(days: Sequence[int]) -> list[int]:
    """An hour is like the same hour of other working days, or of other days off."""
    return [hour + (24 if kind >= 5 else 0) for kind in days for hour in range(24)]


def public_holidays(country: str, first: date, last: date) -> frozenset[date]:
    """Public holidays of an ISO country code; in Japan the New Year days that offices close
    (29 December to 3 January) as well. Empty where no country is named."""
    if not country:
        return frozenset()
    import holidays

    years = range(first.year, last.year + 1)
    found = set(holidays.country_holidays(country, years=years))
    if country == "JP":
        found |= {date(year, 1, day) for year in years for day in (1, 2, 3)}
        found |= {date(year, 12, day) for year in years for day in (29, 30, 31)}
    return frozenset(found)
