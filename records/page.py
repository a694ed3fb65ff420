"""What the night's page shows: read from the snapshot, rendered by ``connectors.page``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from records.issue import Quote, WeekCount


@dataclass(frozen=True, slots=True)
class PageTopic:
    """One line of the topic table with what opens under it.

    ``last_7_days`` and ``prior_7_days`` count tickets up to the newest day in the data, so
    that a late export does not look like silence.
    """

    number: int
    name_ja: str | None
    name_en: str | None
    keywords: tuple[str, ...]
    request_type: str | None
    severity: str | None
    tickets: int
    customers: int
    last_7_days: int
    prior_7_days: int
    first_seen: date
    last_seen: date
    weeks: tuple[WeekCount, ...]
    quotes: tuple[Quote, ...]
    issue_key: str | None = None
    issue_url: str | None = None
    answer: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class PageRun:
    """The newest run, stage by stage."""

    run_id: str
    kind: str
    started_at: datetime
    state: str
    stages: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. ``day`` is the newest day in the data; ``covered`` the share (0..1) of
    analysed tickets that are in a topic."""

    product: str
    day: date
    tickets: int
    customers: int
    covered: float
    quarantined: int
    weeks: tuple[date, ...]
    topics: tuple[PageTopic, ...]
    run: PageRun | None
    releases: tuple[tuple[date, str], ...] = ()
