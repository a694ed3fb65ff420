"""What the night's page shows: read from the snapshot, rendered by ``connectors.page``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from records.alert import Alert
from records.issue import Quote, WeekCount


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where every ticket of the warehouse stands, each counted once.

    The first five were analysed; ``waiting`` fits no topic yet, ``settling`` is resolved but
    not long enough (or not yet analysed), ``left_out`` is spam, deleted or merged.
    """

    in_topic: int
    waiting: int
    too_short: int
    context: int
    no_voice: int
    settling: int
    open: int
    left_out: int

    @property
    def counted(self) -> int:
        """Tickets that were analysed: what all other figures are about."""
        return self.in_topic + self.waiting + self.too_short + self.context + self.no_voice

    @property
    def share_in_topic(self) -> float:
        """Part (0..1) of the analysed tickets that is in a topic."""
        return self.in_topic / self.counted if self.counted else 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """Tickets created within some days, and how many of them are analysed by now."""

    created: int
    counted: int

    @property
    def share(self) -> float:
        """Part (0..1) that is analysed; 1 where nothing was created."""
        return self.counted / self.created if self.created else 1.0


@dataclass(frozen=True, slots=True)
class PageWeek:
    """A week by its Monday; ``is_complete`` where the data covers all of it."""

    week: date
    tickets: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class PageTopic:
    """One line of the topic table with what opens under it.

    ``change`` allows for tickets of these days that are not resolved yet; without it the two are
    simply compared. ``last_7_days`` and ``prior_7_days`` count tickets up to the newest day in
    the data, so that a late export does not look like silence. ``answered_on`` is the day of the
    present answer. ``newest`` and ``typical`` share no quote. Names and counts are those of
    the view ``topic_today``.
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
    newest: tuple[Quote, ...]
    typical: tuple[Quote, ...]
    issue_key: str | None = None
    issue_url: str | None = None
    answer: str | None = None
    answered_on: date | None = None
    muted: bool = False
    change: int | None = None


@dataclass(frozen=True, slots=True)
class PageStage:
    """A stage of a run: wall time in seconds and what it did, in counts by name."""

    name: str
    seconds: float
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PageRun:
    """The newest run, stage by stage. ``state`` is running while its own page is made."""

    run_id: str
    kind: str
    started_at: datetime
    state: str
    stages: tuple[PageStage, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page. ``day`` is the newest day in the data, ``last_7_days`` and
    ``prior_7_days`` end on it; ``quarantined`` counts rows that could not be read."""

    product: str
    day: date
    coverage: Coverage
    customers: int
    last_7_days: Window
    prior_7_days: Window
    quarantined: int
    weeks: tuple[PageWeek, ...]
    topics: tuple[PageTopic, ...]
    run: PageRun | None
    releases: tuple[tuple[date, str], ...] = ()
    alerts: tuple[Alert, ...] = ()
