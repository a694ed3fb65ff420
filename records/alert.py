"""An alert: what moved more than chance explains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.issue import Quote


class AlertKind(StrEnum):
    """What happened."""

    RISE = "rise"
    NEW = "new"
    COMEBACK = "comeback"
    TARGET = "target"


EVERYTHING = "*"  # the subject of an alert about all tickets
AREA = "area:"  # how the subject of an alert about a product area begins


@dataclass(frozen=True, slots=True)
class StandsOut:
    """The value of a dimension (version, segment …) whose share in these tickets is above usual;
    shares are 0..1."""

    dimension: str
    value: str
    share: float
    usual: float


@dataclass(frozen=True, slots=True)
class AlertDecided:
    """Who decided what stands about an alert, why, up to which day (of a snooze) and when."""

    by: str
    why: str | None
    until: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """``observed`` against ``expected`` over the last ``window_hours``, since ``since``.

    ``subject`` is a topic's id, ``area:`` with a product area, ``*`` for all tickets or the name of
    a target; ``observed`` and
    ``expected`` are tickets (a customer counted once), of a target its figure and what is wanted.
    ``p_value`` is how likely chance alone shows as much. ``state`` is open, acknowledged, snoozed
    or over. Times are UTC; ``raised_on`` and ``last_on`` are days of the account.
    """

    alert_id: str
    kind: AlertKind
    subject: str
    raised_on: date
    since: datetime
    window_hours: int
    observed: float
    expected: float
    p_value: float
    customers: int
    last_on: date
    stands_out: StandsOut | None = None
    voice_ids: tuple[str, ...] = ()
    state: str = "open"
    topic_number: int | None = None
    name_ja: str | None = None
    name_en: str | None = None
    quotes: tuple[Quote, ...] = ()
    decided: AlertDecided | None = None
