"""A night's alerts: test what the warehouse counts, keep what chance does not explain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from records.alert import AREA, EVERYTHING, Alert, AlertKind, StandsOut
from warehouse.alerts import keep
from warehouse.alerts.chance import at_least, at_most
from warehouse.alerts.counts import Span, TopicPast, board_of, first_day, span_of, topic_pasts
from warehouse.alerts.replay import GOES_ON
from warehouse.alerts.rising import Finding, rises, told
from warehouse.alerts.rules import DAILY, HOURLY, Rules
from warehouse.alerts.series import Board
from warehouse.alerts.standing_out import stands_out
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SETTLES = timedelta(days=7)  # a fix reaches customers within a week, or it is none
BROKEN, FEW = 0.01, 20  # p-value and tickets that make a missed target worth telling
HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Account:
    """What a night must know of the account: where days are cut, whose holidays, the run."""

    time_zone: str
    country: str
    run_id: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What a night did: series tested, alerts raised, alerts that still go on."""

    series: int
    raised: tuple[Alert, ...]
    still: int


def rules_of(false_share: float, customers: int, least_ratio: float, quiet_days: int) -> Rules:
    """The daily rules with what the settings say."""
    return replace(
        DAILY,
        false_share=false_share,
        customers=customers,
        least_ratio=least_ratio,
        quiet=quiet_days,
    )


def raise_alerts(wh: Warehouse, rules: Rules, account: Account) -> Told:
    """Test every topic, all tickets and the targets; keep what is new, note what goes on."""
    with wh.transaction() as conn:
        span = span_of(conn)
        if span is None:
            return Told(0, (), 0)
        quiet = keep.quiet_subjects(conn, span.last_day, rules.quiet)
        pasts = topic_pasts(conn, account.time_zone)
        raised: dict[str, Alert] = {}
        series = still = 0
        for one, hourly in _clocks(span, rules):
            risen = keep.risen_subjects(conn, first_day(span, one, hourly))
            board = board_of(conn, span, one, account.country, account.time_zone, hourly, risen)
            _leave_out(board, pasts)
            fixed = _fixed(board, pasts, account.time_zone)
            tested = rises(board, len(board.total), one, fixed, risen)
            series = max(series, len(board.counts))
            for name in told(tested, board, one, quiet):
                raised.setdefault(
                    name, _alert(conn, board, tested[name], pasts.get(name), span, account)
                )
            for name in quiet & tested.keys():
                if tested[name].p_value <= GOES_ON:
                    keep.goes_on(conn, name, span.last_day)
                    still += 1
        raised |= _targets(conn, span, quiet)
        for alert in raised.values():
            keep.keep_alert(conn, alert, account.run_id, account.now)
        return Told(series, tuple(raised.values()), still)


def _clocks(span: Span, rules: Rules) -> list[tuple[Rules, bool]]:
    """By days always, by hours where times tell them; an hourly look happens more often, so it
    gets the smaller part of what may be chance."""
    if not span.tells_hours:
        return [(rules, False)]
    hourly = replace(
        HOURLY,
        false_share=rules.false_share / HOURS_A_DAY,
        customers=rules.customers,
        least_ratio=rules.least_ratio,
    )
    return [(rules, False), (hourly, True)]


def _leave_out(board: Board, pasts: dict[str, TopicPast]) -> None:
    """Topics that were merged, retired or muted."""
    kept = {EVERYTHING, *pasts}
    for name in [n for n in board.counts if n not in kept and not n.startswith(AREA)]:
        del board.counts[name]


def _fixed(board: Board, pasts: dict[str, TopicPast], time_zone: str) -> dict[str, int]:
    zone = ZoneInfo(time_zone)
    return {
        name: board.slot(datetime.combine(past.fixed_on, datetime.min.time(), zone) + SETTLES)
        for name, past in pasts.items()
        if past.fixed_on is not None
    }


def _alert(
    conn: DuckDBPyConnection,
    board: Board,
    found: Finding,
    past: TopicPast | None,
    span: Span,
    account: Account,
) -> Alert:
    since = board.moment(found.since)
    since_day = since.astimezone(ZoneInfo(account.time_zone)).date()
    kind = _kind(found, past, since_day, board)
    values = {"subject": found.series, "since_day": since_day}
    rows = conn.execute(query("alert_dimensions"), values).fetchall()
    voices = conn.execute(query("alert_quotes"), values).fetchall()
    return Alert(
        alert_id=keep.alert_id(kind, found.series, span.last_day),
        kind=kind,
        subject=found.series,
        raised_on=span.last_day,
        since=since,
        window_hours=int(found.window * board.step.total_seconds() // 3600),
        observed=found.observed,
        expected=found.expected,
        p_value=found.p_value,
        customers=found.observed,
        last_on=span.last_day,
        stands_out=_stands_out(found.series, rows),
        voice_ids=tuple(voice for (voice,) in voices),
    )


def _stands_out(series: str, rows: list[tuple[str, str, int, int, int]]) -> StandsOut | None:
    """Of an area, not the area itself."""
    return stands_out(row for row in rows if f"{AREA}{row[1]}" != series)


def _kind(found: Finding, past: TopicPast | None, since: date, board: Board) -> AlertKind:
    if past is not None and past.fixed_on is not None and past.fixed_on + SETTLES <= since:
        return AlertKind.COMEBACK
    long_known = past is None or past.first_seen < board.start.date()
    return AlertKind.NEW if found.is_new and not long_known else AlertKind.RISE


def _targets(conn: DuckDBPyConnection, span: Span, quiet: set[str]) -> dict[str, Alert]:
    """Targets that are missed by more than chance: replies over a week, contacts over a month."""
    found = {}
    for metric, tickets, reached, wanted in conn.execute(query("alert_targets")).fetchall():
        p_value = at_most(reached, tickets, wanted)
        if tickets >= FEW and p_value < BROKEN and metric not in quiet:
            week = 7 * HOURS_A_DAY
            found[metric] = _target(metric, reached / tickets, wanted, p_value, week, tickets, span)
    for month, tickets, allowed in conn.execute(query("alert_contact_rate")).fetchall():
        p_value = at_least(tickets, allowed, allowed)
        if p_value < BROKEN and "contact_rate" not in quiet:
            hours = HOURS_A_DAY * (span.last_day - month).days
            found["contact_rate"] = _target(
                "contact_rate", tickets, allowed, p_value, hours, tickets, span
            )
    return found


def _target(
    metric: str, reached: float, wanted: float, p_value: float, hours: int, tickets: int, span: Span
) -> Alert:
    return Alert(
        alert_id=keep.alert_id(AlertKind.TARGET, metric, span.last_day),
        kind=AlertKind.TARGET,
        subject=metric,
        raised_on=span.last_day,
        since=span.last_moment - timedelta(hours=hours),
        window_hours=hours,
        observed=reached,
        expected=wanted,
        p_value=p_value,
        customers=tickets,
        last_on=span.last_day,
    )
