"""Statements about the warehouse that must hold; each check is a query for the rows that break it.

A night checks what it wrote; ``koe doctor`` checks the whole history, which costs more the
longer that is (ADR 0005). Bad rows name ids, counts and hashes, never a text a customer wrote,
so they may stand in reports and logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse.sql import folder
from warehouse.store import Warehouse

MOST_ROWS = 100  # as many bad rows as anybody reads; one is enough to fail


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found. ``rows`` are the bad ones (at most :data:`MOST_ROWS`), in the order
    of ``columns``; none means it holds. ``about`` says in a sentence what a bad row means."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def run_checks(wh: Warehouse, *, run_id: str | None = None) -> list[CheckResult]:
    """Run every check, in the order of their names: on what one run wrote, or on everything."""
    results = []
    with wh.connect() as conn:
        for check in folder("checks"):
            limited = {"run_id": run_id} if "$run_id" in check.text else None
            found = conn.execute(check.text, limited)
            columns = tuple(str(column[0]) for column in found.description or ())
            rows = tuple(found.fetchall()[:MOST_ROWS])
            results.append(CheckResult(check.name, check.about, columns, rows))
    return results
