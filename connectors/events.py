"""A CSV of releases, campaigns and incidents: ``date,kind,name,until,what``."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from records.errors import InputError
from records.event import EventKind, ProductEvent

NEEDED = {"date", "kind", "name"}


def read_events(path: Path) -> list[ProductEvent]:
    """All events of the file. Raises InputError naming the line that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if not set(rows.fieldnames or ()) >= NEEDED:
                raise InputError(
                    f"{path} has the columns {', '.join(rows.fieldnames or ()) or '(none)'}",
                    expected="date, kind, name, until, what (the last two may be missing)",
                )
            return [_event(path, rows.line_num, row) for row in rows if any(row.values())]
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}",
            next_step="mend intake.events in koe.toml, or take it out",
        ) from error


def _event(path: Path, line: int, row: dict[str, str | None]) -> ProductEvent:
    told = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
    try:
        if not told["name"]:
            raise ValueError("no name")
        return ProductEvent(
            EventKind(told["kind"]),
            told["name"],
            date.fromisoformat(told["date"]),
            date.fromisoformat(told["until"]) if told.get("until") else None,
            told.get("what") or None,
        )
    except ValueError as error:
        raise InputError(
            f"{path}, line {line}: date {told['date']!r}, kind {told['kind']!r}, "
            f"name {told['name']!r}, until {told.get('until', '')!r}",
            expected=f"days such as 2026-10-01, a kind of {', '.join(EventKind)}, and a name",
        ) from error
