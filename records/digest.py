"""What the morning's digest tells: one screen, from the published snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records.alert import Alert


@dataclass(frozen=True, slots=True)
class DigestTopic:
    """A topic with its tickets in the period and the one before, and by slot for a chart."""

    number: int
    name_ja: str | None
    name_en: str | None
    tickets: int
    before: int
    slots: tuple[int, ...]
    issue_key: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class DigestTarget:
    """A metric of the period: ``share`` reached against ``target`` (0..1) over ``tickets``."""

    metric: str
    tickets: int
    share: float
    target: float


@dataclass(frozen=True, slots=True)
class Digest:
    """``first`` to ``last`` are the days told of, ``created`` the tickets that came in them,
    ``before`` those of as many days before; ``slots`` are tickets a day (a week in the weekly
    one), oldest first, the newest last."""

    product: str
    weekly: bool
    first: date
    last: date
    created: int
    before: int
    slots: tuple[int, ...]
    alerts: tuple[Alert, ...]
    topics: tuple[DigestTopic, ...]
    targets: tuple[DigestTarget, ...]
    waiting: tuple[DigestTopic, ...]
    missed_replies: int
