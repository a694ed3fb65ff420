"""The simulator's clock: injected, so that a night passes without anyone waiting."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    """The machine's time; the only place in the simulator that reads it."""
    return datetime.now(UTC)


def frozen(at: datetime) -> Callable[[], datetime]:
    """A source that stands still at `at` (time-zone aware), for tests that move the clock
    themselves.
    """
    if at.tzinfo is None:
        raise ValueError(f"the simulator's clock needs a time zone, got the naive {at!r}")
    return lambda: at


def stamp(at: datetime | None, time_zone: str = "UTC") -> str | None:
    """Jira's date form, 2026-10-01T12:00:00.000+0000: an offset without a colon, which strict
    parsers refuse.
    """
    if at is None:
        return None
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{local:%Y-%m-%dT%H:%M:%S}.{local.microsecond // 1000:03d}{local:%z}"


class SimClock:
    """A source of time plus an offset that only grows: Jira's own clock never runs backwards."""

    def __init__(self, source: Callable[[], datetime] = utc_now) -> None:
        self._source = source
        self._offset = timedelta(0)

    @property
    def offset_seconds(self) -> float:
        """How far the clock was advanced by hand, in seconds."""
        return self._offset.total_seconds()

    def now(self) -> datetime:
        """The simulated time in UTC, cut to milliseconds because Jira stores no finer ones."""
        now = (self._source() + self._offset).astimezone(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def advance(self, seconds: float) -> datetime:
        """Move the clock forward and return the new time; negative or not finite is refused."""
        if not 0 <= seconds < 10**10:
            raise ValueError(f"the clock moves forward by seconds >= 0, got {seconds!r}")
        self._offset += timedelta(seconds=seconds)
        return self.now()
