"""The issues Koe keeps in each tracker, as last seen there, and every answer they gave.

``tracker`` names one tracker among all that this warehouse ever spoke to: its kind, site,
project and tenant. The same topic has the same label everywhere, so nothing here is found by
its label alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from records.issue import IssueState
from warehouse.codec import from_json, to_json
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def use_tracker(wh: Warehouse, tracker: str, *, kind: str, url: str) -> None:
    """Make ``tracker`` the one in use: what views and pages show from now on.

    Rows of before trackers had names (only their ``kind`` was kept) become its own where the
    addresses of their issues begin with ``url``, so that an upgrade forgets nothing.
    """
    values = {"tracker": tracker, "kind": kind, "url": url}
    with wh.transaction() as conn:
        conn.execute(query("use_tracker"), {"tracker": tracker})
        if conn.execute(query("nameless_issues"), {"kind": kind, "url": url}).fetchone() is None:
            return
        for table in ("issues", "answers", "outbox", "freshness_log"):
            conn.execute(
                query(f"name_tracker_of_{table}"), {k: values[k] for k in ("tracker", "kind")}
            )


def issues(wh: Warehouse, tracker: str) -> list[IssueState]:
    """Every issue Koe keeps in this tracker, long closed ones too, by label."""
    sql = "SELECT state FROM issues WHERE tracker = $tracker ORDER BY label"
    with wh.connect() as conn:
        rows = conn.execute(sql, {"tracker": tracker}).fetchall()
    return [from_json(IssueState, state) for (state,) in rows]


def save_issue(wh: Warehouse, issue: IssueState, *, tracker: str, now: datetime) -> None:
    """Keep an issue under its label, in place of what was known of it.

    Where its answer, status or resolution is not what was recorded last, that is recorded as
    an answer of its own, in the same transaction.
    """
    values = {
        "tracker": tracker,
        "label": issue.label,
        "topic_uid": issue.topic_uid,
        "state": to_json(issue),
        "answer": issue.answer.value,
        "now": now,
    }
    with wh.transaction() as conn:
        conn.execute(query("upsert_issue"), values)
        _record(conn, issue, tracker, now)


def _record(conn: DuckDBPyConnection, issue: IssueState, tracker: str, now: datetime) -> None:
    """The tracker's own time of the change: of closing, else of the last update it told."""
    said = (issue.answer.value, issue.status, issue.resolution)
    key = {"tracker": tracker, "label": issue.label}
    if conn.execute(query("last_answer"), key).fetchone() == said:
        return
    values = key | {
        "happened_at": issue.resolved_at or issue.updated_at,
        "heard_at": now,
        "answer": issue.answer.value,
        "status": issue.status,
        "resolution": issue.resolution,
        "reason": issue.reason,
    }
    conn.execute(query("insert_answer"), values)
