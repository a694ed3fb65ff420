"""The record of runs: what was started, what each stage took and did, how it ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from records.run import StageReport
from warehouse.rows import maybe_utc, utc
from warehouse.sql import query
from warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as the log tells it. ``state`` is running | done | failed | killed."""

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime | None
    state: str
    seconds: float | None
    peak_mb: float | None
    error: str | None


def start_run(
    wh: Warehouse, run_id: str, kind: str, manifest: Mapping[str, object], now: datetime
) -> None:
    """Write down that a run begins. Call it while holding the lock: whoever holds it knows
    that a run still marked as running is not alive, so that one becomes ``killed``."""
    killed = "UPDATE runs SET state = 'killed' WHERE state = 'running' AND run_id <> $run_id"
    values = {
        "run_id": run_id,
        "kind": kind,
        "now": now,
        "manifest": json.dumps(manifest, ensure_ascii=False, sort_keys=True),
    }
    with wh.lock(), wh.transaction() as conn:
        conn.execute(killed, {"run_id": run_id})
        conn.execute(query("start_run"), values)


def record_stage(wh: Warehouse, run_id: str, stage: StageReport) -> None:
    """Write down a finished stage (intake, analyse, report or publish)."""
    values = {
        "run_id": run_id,
        "stage": stage.stage,
        "seconds": stage.seconds,
        "peak_mb": stage.peak_mb,
        "counts": json.dumps(stage.counts, sort_keys=True),
    }
    with wh.transaction() as conn:
        conn.execute(query("record_stage"), values)


def finish_run(wh: Warehouse, run_id: str, now: datetime, *, error: str | None = None) -> None:
    """Write down the end: ``done``, or ``failed`` with an error that quotes no customer."""
    sql = """
        UPDATE runs SET finished_at = $now, error = $error,
            state = if($error IS NULL, 'done', 'failed')
        WHERE run_id = $run_id
    """
    with wh.transaction() as conn:
        conn.execute(sql, {"run_id": run_id, "now": now, "error": error})


def run_log(wh: Warehouse, limit: int = 20) -> list[RunRecord]:
    """The newest runs, newest first."""
    with wh.connect() as conn:
        rows = conn.execute(query("run_log"), {"max_runs": limit}).fetchall()
    return [_record_of(row) for row in rows]


def run_ids(wh: Warehouse, beginning: str) -> set[str]:
    """The runs whose id begins so."""
    sql = "SELECT run_id FROM runs WHERE starts_with(run_id, $beginning)"
    with wh.connect() as conn:
        return {str(row[0]) for row in conn.execute(sql, {"beginning": beginning}).fetchall()}


def run_stages(wh: Warehouse, run_id: str) -> list[StageReport]:
    """The stages of one run in the order of the data path."""
    with wh.connect() as conn:
        rows = conn.execute(query("run_stages"), {"run_id": run_id}).fetchall()
    return [StageReport(row[0], row[1], row[2], json.loads(row[3])) for row in rows]


def last_intake(wh: Warehouse) -> str | None:
    """What became of the rows that the last intake read, as a sum; None before the first."""
    with wh.connect() as conn:
        row = conn.execute(query("last_intake")).fetchone()
    if row is None:
        return None
    run_id, files, read, *parts = row
    names = ("loaded", "unchanged", "stale", "quarantined", "suppressed")
    told = " + ".join(f"{n:,} {name}" for n, name in zip(parts, names, strict=True))
    return f"{run_id}: {files} files, {read:,} rows read = {told}"


def _record_of(row: Sequence[Any]) -> RunRecord:
    return RunRecord(
        run_id=row[0],
        kind=row[1],
        started_at=utc(row[2]),
        finished_at=maybe_utc(row[3]),
        state=row[4],
        seconds=row[5],
        peak_mb=row[6],
        error=row[7],
    )
