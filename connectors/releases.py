"""A CSV of releases: ``date,version,what``."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from records.errors import InputError
from records.release import Release

COLUMNS = ("date", "version", "what")


def read_releases(path: Path) -> list[Release]:
    """All releases of the file. Raises InputError naming the line that cannot be read: a small
    file that people write by hand is mended, not quarantined."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if not {"date", "version"} <= set(rows.fieldnames or ()):
                raise InputError(
                    f"{path} has the columns {', '.join(rows.fieldnames or ()) or '(none)'}",
                    expected=f"{', '.join(COLUMNS)} (the last may be missing)",
                )
            return [_release(path, rows.line_num, row) for row in rows if any(row.values())]
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}",
            next_step="mend intake.releases in koe.toml, or take it out",
        ) from error


def _release(path: Path, line: int, row: dict[str, str | None]) -> Release:
    version, told = (row["version"] or "").strip(), (row["date"] or "").strip()
    try:
        if not version:
            raise ValueError("no version")
        return Release(version, date.fromisoformat(told), (row.get("what") or "").strip() or None)
    except ValueError as error:
        raise InputError(
            f"{path}, line {line}: date {told!r}, version {version!r}",
            expected="a date such as 2026-10-01 and a version",
        ) from error
