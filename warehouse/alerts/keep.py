"""Alerts written down, read back, and what people decided about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from records.alert import Alert, AlertDecided, AlertKind, StandsOut
from records.decision import AlertWish
from records.errors import InputError
from records.issue import Quote
from warehouse.rows import utc
from warehouse.sealing import Place
from warehouse.snapshot import open_snapshot
from warehouse.sql import query
from warehouse.store import Warehouse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def alert_id(kind: AlertKind, subject: str, raised_on: date) -> str:
    """The same alert has the same short id on every run."""
    told = f"{kind}|{subject}|{raised_on.isoformat()}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def quiet_subjects(conn: DuckDBPyConnection, day: date, quiet_days: int) -> set[str]:
    """Subjects that were told of lately, still go on or are snoozed."""
    values = {"day": day, "quiet_days": quiet_days}
    return {subject for (subject,) in conn.execute(query("alerts_quiet"), values).fetchall()}


def risen_subjects(conn: DuckDBPyConnection, since: date) -> set[str]:
    """Subjects that were told of as rising on that day or later."""
    found = conn.execute(query("alerts_risen"), {"since": since}).fetchall()
    return {subject for (subject,) in found}


def keep_alert(conn: DuckDBPyConnection, alert: Alert, run_id: str, now: datetime) -> None:
    """Write an alert down; again it changes nothing."""
    out = alert.stands_out
    conn.execute(
        query("insert_alert"),
        {
            "alert_id": alert.alert_id,
            "kind": alert.kind.value,
            "subject": alert.subject,
            "raised_on": alert.raised_on,
            "raised_at": now,
            "since": alert.since,
            "window_hours": alert.window_hours,
            "observed": alert.observed,
            "expected": alert.expected,
            "p_value": alert.p_value,
            "customers": alert.customers,
            "stands_out": json.dumps(asdict(out), ensure_ascii=False) if out else None,
            "voice_ids": list(alert.voice_ids),
            "last_on": alert.last_on,
            "run_id": run_id,
        },
    )


def goes_on(conn: DuckDBPyConnection, subject: str, day: date) -> None:
    """The subject's newest alert was still true on ``day``."""
    conn.execute(query("alerts_go_on"), {"subject": subject, "day": day})


def keep_targets(
    conn: DuckDBPyConnection, wanted: Mapping[str, tuple[float, float | None]]
) -> None:
    """Targets as the settings have them: metric -> (figure, hours)."""
    for metric, (figure, hours) in wanted.items():
        values = {"metric": metric, "wanted": figure, "hours": hours}
        conn.execute(query("upsert_target"), values)


def decide(wh: Warehouse, wish: AlertWish, now: datetime) -> str:
    """Keep a decision about an alert; returns the alert's id. Raises InputError where none or
    several have an id that begins as the wish names it."""
    with wh.transaction() as conn:
        found = conn.execute(
            "SELECT alert_id FROM alerts WHERE starts_with(alert_id, $named)", {"named": wish.alert}
        ).fetchall()
        if len(found) != 1:
            raise InputError(
                f"{len(found)} alerts have an id that begins with {wish.alert!r}",
                expected="exactly one",
                next_step="see the ids: koe alerts list",
            )
        values: dict[str, object] = {
            "alert_id": found[0][0],
            "decision": wish.decision.value,
            "snoozed_until": wish.until,
            "decided_by": wish.by,
            "reason": wish.why,
            "decided_at": now,
        }
        conn.execute(query("insert_alert_decision"), values)
        return str(found[0][0])


def alerts_of(snapshot: Place, *, only_open: bool = True) -> list[Alert]:
    """Alerts with their quotes, the newest first, as the snapshot has them."""
    with open_snapshot(snapshot) as conn:
        return read_alerts(conn, only_open=only_open)


def read_alerts(conn: DuckDBPyConnection, *, only_open: bool) -> list[Alert]:
    """As :func:`alerts_of`, over an open connection."""
    rows = conn.execute(query("alert_list"), {"only_open": only_open}).fetchall()
    said = _quotes(conn, [voice for row in rows for voice in row[15]])
    return [_alert(row, said) for row in rows]


def _quotes(conn: DuckDBPyConnection, voice_ids: Sequence[str]) -> dict[str, Quote]:
    zone = conn.execute("SELECT value FROM account WHERE key = 'time_zone'").fetchone()
    values = {"time_zone": zone[0] if zone else "UTC", "voice_ids": list(voice_ids)}
    rows = conn.execute(query("alert_voices"), values).fetchall() if voice_ids else []
    return {voice_id: Quote(*told) for voice_id, *told in rows}


def _alert(row: Sequence[Any], said: Mapping[str, Quote]) -> Alert:
    """A row of alert_list.sql."""
    out = StandsOut(*row[11:15]) if row[11] else None
    return Alert(
        alert_id=row[0],
        kind=AlertKind(row[1]),
        subject=row[2],
        raised_on=row[3],
        since=utc(row[4]),
        window_hours=row[5],
        observed=row[6],
        expected=row[7],
        p_value=row[8],
        customers=row[9],
        last_on=row[10],
        stands_out=out,
        voice_ids=tuple(row[15]),
        state=row[16],
        topic_number=row[17],
        name_ja=row[18],
        name_en=row[19],
        quotes=tuple(said[voice] for voice in row[15] if voice in said),
        decided=AlertDecided(row[20], row[21], row[22], utc(row[23])) if row[20] else None,
    )
