"""Tables to take along: CSV as Excel in Japan expects it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def as_csv(head: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a byte order mark; a cell that Excel would take for a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    text = str(value) if value is not None else ""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and not isinstance(value, int) else text
