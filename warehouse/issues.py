"""The issues Koe keeps in the tracker, as last seen there, and every answer they gave."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from records.issue import IssueState
from warehouse.codec import from_json, to_json
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def issues(wh: Warehouse, tracker: str | None = None) -> list[IssueState]:
    """Every issue Koe knows, long closed ones too, oldest label first; of one tracker or all."""
    sql = "SELECT state FROM issues WHERE $tracker IS NULL OR tracker = $tracker ORDER BY label"
    with wh.connect() as conn:
        rows = conn.execute(sql, {"tracker": tracker}).fetchall()
    return [from_json(IssueState, state) for (state,) in rows]


def save_issue(wh: Warehouse, issue: IssueState, *, tracker: str, now: datetime) -> None:
    """Keep an issue under its label, in place of what was known of it.

    Where its answer, status or resolution is not what was recorded last, that is recorded as
    an answer of its own, in the same transaction.
    """
    values = {
        "label": issue.label,
        "topic_uid": issue.topic_uid,
        "tracker": tracker,
        "state": to_json(issue),
        "answer": issue.answer.value,
        "now": now,
    }
    with wh.transaction() as conn:
        conn.execute(query("upsert_issue"), values)
        _record(conn, issue, issue.updated_at)


def record_answer(wh: Warehouse, issue: IssueState, happened_at: datetime) -> None:
    """Record what the issue answers since ``happened_at``; no change is no new row."""
    with wh.transaction() as conn:
        _record(conn, issue, happened_at)


def _record(conn: DuckDBPyConnection, issue: IssueState, happened_at: datetime) -> None:
    said = (issue.answer.value, issue.status, issue.resolution)
    if conn.execute(query("last_answer"), {"label": issue.label}).fetchone() == said:
        return
    values = {
        "label": issue.label,
        "happened_at": happened_at,
        "answer": issue.answer.value,
        "status": issue.status,
        "resolution": issue.resolution,
    }
    conn.execute(query("insert_answer"), values)
