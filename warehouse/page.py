"""What the night's page shows, read in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from records.issue import Quote, WeekCount
from records.page import Coverage, Page, PageRun, PageStage, PageTopic, PageWeek, Window
from warehouse.alerts.keep import read_alerts
from warehouse.rows import utc
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WEEKS = 12
QUOTES = 4  # of each sort: the newest, and the best examples among the others
AMONG = 100  # voices of each sort to choose them from

Counts = Mapping[tuple[str, date], tuple[int, int]]
Quotes = Mapping[tuple[str, bool], Sequence[Quote]]


def read_page(conn: DuckDBPyConnection, product: str, quotes: int = QUOTES) -> Page | None:
    """The page over an open warehouse or snapshot, None where no ticket was analysed yet; without
    quotes it is many times cheaper."""
    coverage = Coverage(*_row(conn, "page_coverage"))
    if not coverage.counted:
        return None
    day, customers, created, counted, created_before, counted_before, bad = _row(conn, "page_head")
    zone = _time_zone(conn)
    weeks = _weeks(conn, zone)
    return Page(
        product=product,
        day=day,
        coverage=coverage,
        customers=customers,
        last_7_days=Window(created, counted),
        prior_7_days=Window(created_before, counted_before),
        quarantined=bad,
        weeks=weeks,
        topics=_topics(conn, zone, [one.week for one in weeks], quotes),
        run=_newest_run(conn),
        releases=_releases(conn),
        alerts=tuple(read_alerts(conn, only_open=True)),
    )


def _row(conn: DuckDBPyConnection, name: str) -> tuple[Any, ...]:
    """The one row of a query that counts."""
    (row,) = conn.execute(query(name)).fetchall()
    return tuple(row)


def _time_zone(conn: DuckDBPyConnection) -> str:
    zone = conn.execute("SELECT value FROM account WHERE key = 'time_zone'").fetchone()
    return str(zone[0]) if zone else "UTC"


def _weeks(conn: DuckDBPyConnection, zone: str) -> tuple[PageWeek, ...]:
    values = {"number": None, "weeks": WEEKS, "time_zone": zone}
    rows = conn.execute(query("counted_weeks"), values).fetchall()
    return tuple(PageWeek(*row) for row in rows)


def _topics(
    conn: DuckDBPyConnection, zone: str, weeks: Sequence[date], most: int
) -> tuple[PageTopic, ...]:
    counts: Counts = {
        (uid, week): (tickets, customers)
        for uid, week, tickets, customers in conn.execute(
            query("page_weeks"), {"since": weeks[0]}
        ).fetchall()
    }
    quotes = _quotes(conn, zone, most) if most else {}
    rows = conn.execute(query("page_topics"), {"time_zone": zone}).fetchall()
    return tuple(_topic(row, weeks, counts, quotes) for row in rows)


def _quotes(conn: DuckDBPyConnection, zone: str, most: int) -> Quotes:
    quotes: dict[tuple[str, bool], list[Quote]] = defaultdict(list)
    values = {"quotes": most, "among": AMONG, "time_zone": zone}
    for uid, is_newest, *said in conn.execute(query("page_quotes"), values).fetchall():
        quotes[uid, is_newest].append(Quote(*said))
    return quotes


def _topic(row: Sequence[Any], weeks: Sequence[date], counts: Counts, quotes: Quotes) -> PageTopic:
    """A row of page_topics.sql with its weeks, those before its first ticket zero."""
    uid, number, name_ja, name_en, keywords, *facts = row
    (
        request_type,
        severity,
        tickets,
        customers,
        last,
        prior,
        change,
        first_seen,
        last_seen,
        *issue,
    ) = facts
    issue_key, issue_url, answer, answered_on, muted = issue
    return PageTopic(
        number=number,
        name_ja=name_ja,
        name_en=name_en,
        keywords=tuple(keywords),
        request_type=request_type,
        severity=severity,
        tickets=tickets,
        customers=customers,
        last_7_days=last,
        prior_7_days=prior,
        change=change,
        first_seen=first_seen,
        last_seen=last_seen,
        weeks=tuple(WeekCount(week, *counts.get((uid, week), (0, 0))) for week in weeks),
        newest=tuple(quotes.get((uid, True), ())),
        typical=tuple(quotes.get((uid, False), ())),
        issue_key=issue_key,
        issue_url=issue_url,
        answer=answer,
        answered_on=answered_on,
        muted=muted,
    )


def _newest_run(conn: DuckDBPyConnection) -> PageRun | None:
    run = conn.execute(
        "SELECT run_id, kind, started_at, state FROM runs ORDER BY started_at DESC LIMIT 1"
    ).fetchone()
    if run is None:
        return None
    stages = conn.execute(query("run_stages"), {"run_id": run[0]}).fetchall()
    told = tuple(
        PageStage(name, seconds, tuple(json.loads(counts).items()))
        for name, seconds, _peak_mb, counts in stages
    )
    return PageRun(run[0], run[1], utc(run[2]), run[3], told)


def _releases(conn: DuckDBPyConnection) -> tuple[tuple[date, str], ...]:
    sql = "SELECT DISTINCT released_on, version FROM releases ORDER BY released_on, version"
    return tuple((row[0], row[1]) for row in conn.execute(sql).fetchall())
