"""The warehouse's tickets as series that can be tested."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from records.alert import EVERYTHING
from warehouse.alerts.rules import Rules
from warehouse.alerts.series import Board, day_kinds, hour_kinds, public_holidays
from warehouse.rows import utc
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RISEN = "risen:"  # in alert_counts.sql
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Span:
    """First and newest day of the data, its newest moment (UTC), whether times tell the hour."""

    first_day: date
    last_day: date
    last_moment: datetime
    tells_hours: bool


@dataclass(frozen=True, slots=True)
class TopicPast:
    """A topic's first day ever, and the day its fix came out, where it did."""

    first_seen: date
    fixed_on: date | None


def span_of(conn: DuckDBPyConnection) -> Span | None:
    """What the data covers; None where there is no ticket."""
    row = conn.execute(query("alert_span")).fetchone()
    if row is None or row[0] is None:
        return None
    return Span(row[0], row[1], utc(row[2]), bool(row[3]))


def topic_pasts(conn: DuckDBPyConnection, time_zone: str) -> dict[str, TopicPast]:
    """The active topics that nobody muted."""
    rows = conn.execute(query("alert_topics"), {"time_zone": time_zone}).fetchall()
    return {uid: TopicPast(seen, fixed) for uid, seen, fixed in rows}


def first_day(span: Span, rules: Rules, hourly: bool) -> date:
    """The first day that ``rules`` look at."""
    back = timedelta(days=rules.reach // (24 if hourly else 1) + 1)
    return max(span.first_day, span.last_day - back)


def board_of(
    conn: DuckDBPyConnection,
    span: Span,
    rules: Rules,
    country: str,
    time_zone: str,
    hourly: bool,
    risen: Collection[str] = (),
) -> Board:
    """All topics, and all tickets as the series ``*``, over the slots that ``rules`` look at;
    ``risen`` are the topics that were told of within them.

    Hours are counted in the account's time zone; the hour that a change of clocks doubles or
    skips is one slot.
    """
    step = HOUR if hourly else DAY
    first = first_day(span, rules, hourly)
    days = (span.last_day - first).days + 1
    kinds = day_kinds(first, days, public_holidays(country, first, span.last_day))
    slots = _slots(span, first, time_zone) if hourly else days
    values = {"first_day": first, "time_zone": time_zone, "hourly": hourly}
    board = Board(
        datetime.combine(first, time(), tzinfo=ZoneInfo(time_zone)).astimezone(UTC),
        step,
        (hour_kinds(kinds) if hourly else kinds)[:slots],
        [0] * slots,
    )
    _fill(conn, board, values | {"risen": sorted(risen)}, slots)
    return board


def _slots(span: Span, first: date, time_zone: str) -> int:
    newest = span.last_moment.astimezone(ZoneInfo(time_zone))
    return 24 * (newest.date() - first).days + newest.hour + 1


def _fill(conn: DuckDBPyConnection, board: Board, values: dict[str, object], slots: int) -> None:
    came = [0] * slots
    every = {key: value for key, value in values.items() if key != "risen"}
    for slot, analysed, tickets in conn.execute(query("alert_totals"), every).fetchall():
        if slot < slots:
            board.total[slot], came[slot] = analysed, tickets
    for uid, slot, tickets, apart in conn.execute(query("alert_counts"), values).fetchall():
        if slot < slots:
            board.counts.setdefault(uid, [0] * slots)[slot] = tickets
            board.apart.setdefault(uid, [0] * slots)[slot] = apart
    board.lifted = board.counts.pop(RISEN, [0] * slots)
    board.counts[EVERYTHING] = came
