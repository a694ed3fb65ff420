"""What the night's page shows, read from the published snapshot in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.issue import Quote, WeekCount
from records.page import Page, PageRun, PageTopic
from warehouse.rows import utc
from warehouse.snapshot import open_snapshot
from warehouse.sql import query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WEEKS = 12
QUOTES = 8


def page_of(snapshot: Path, product: str) -> Page | None:
    """The page of a snapshot, or None where no ticket was analysed yet."""
    with open_snapshot(snapshot) as conn:
        head = conn.execute(query("page_head")).fetchone()
        if head is None or head[0] is None:
            return None
        topics = _topics(conn)
        return Page(
            product=product,
            day=head[0],
            tickets=head[1],
            customers=head[2],
            covered=head[3],
            quarantined=head[4],
            weeks=tuple(week.week for week in topics[0].weeks) if topics else (),
            topics=topics,
            run=_newest_run(conn),
            releases=_releases(conn),
        )


def _topics(conn: DuckDBPyConnection) -> tuple[PageTopic, ...]:
    weeks: dict[str, list[WeekCount]] = defaultdict(list)
    for uid, *counts in conn.execute(query("page_weeks"), {"weeks": WEEKS}).fetchall():
        weeks[uid].append(WeekCount(*counts))
    quotes: dict[str, list[Quote]] = defaultdict(list)
    zone = conn.execute("SELECT value FROM account WHERE key = 'time_zone'").fetchone()
    values = {"quotes": QUOTES, "time_zone": zone[0] if zone else "UTC"}
    for uid, *said in conn.execute(query("page_quotes"), values).fetchall():
        quotes[uid].append(Quote(*said))
    rows = conn.execute(query("page_topics")).fetchall()
    return tuple(_topic(row, tuple(weeks[row[0]]), tuple(quotes[row[0]])) for row in rows)


def _topic(
    row: Sequence[Any], weeks: tuple[WeekCount, ...], quotes: tuple[Quote, ...]
) -> PageTopic:
    return PageTopic(
        number=row[1],
        name_ja=row[2],
        name_en=row[3],
        keywords=tuple(row[4]),
        request_type=row[5],
        severity=row[6],
        tickets=row[7],
        customers=row[8],
        last_7_days=row[9],
        prior_7_days=row[10],
        first_seen=row[11],
        last_seen=row[12],
        weeks=weeks,
        quotes=quotes,
        issue_key=row[13],
        issue_url=row[14],
        answer=row[15],
        muted=row[16],
    )


def _newest_run(conn: DuckDBPyConnection) -> PageRun | None:
    run = conn.execute(
        "SELECT run_id, kind, started_at, state FROM runs ORDER BY started_at DESC LIMIT 1"
    ).fetchone()
    if run is None:
        return None
    stages = conn.execute(query("run_stages"), {"run_id": run[0]}).fetchall()
    told = tuple((str(row[0]), float(row[1]), _counts(row[3])) for row in stages)
    return PageRun(run[0], run[1], utc(run[2]), run[3], told)


def _counts(counts: str) -> str:
    return ", ".join(f"{key.replace('_', ' ')} {n:,}" for key, n in json.loads(counts).items())


def _releases(conn: DuckDBPyConnection) -> tuple[tuple[date, str], ...]:
    sql = "SELECT released_on, version FROM releases ORDER BY released_on"
    return tuple((row[0], row[1]) for row in conn.execute(sql).fetchall())
