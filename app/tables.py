"""Answers of the snapshot on a terminal: tables, CSV, JSON."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from rich.table import Table

from app import console
from warehouse.sealing import Place

Rows = tuple[list[str], list[tuple[object, ...]]]


def snapshot_of(config: Path) -> Place:
    """Where the snapshot of this account lies."""
    from flows.settings import load_settings

    return load_settings(config).snapshot


def dicts(rows: Rows) -> list[dict[str, object]]:
    """One dictionary a row."""
    columns, values = rows
    return [dict(zip(columns, row, strict=True)) for row in values]


def print_facts(facts: dict[str, object]) -> None:
    """One thing's facts, a line each."""
    table = Table("", "", show_header=False)
    for key, value in facts.items():
        table.add_row(key, _shown(value))
    console.data().print(table)


def print_rows(rows: Rows, *, as_json: bool = False, as_csv: bool = False) -> None:
    """Rows as a table, or in a form for programs."""
    columns, values = rows
    if as_json:
        console.as_json(dicts(rows))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows(values)
    else:
        table = Table(*columns)
        for row in values:
            table.add_row(*(_shown(item) for item in row))
        console.data().print(table)


def _shown(item: object) -> str:
    if item is None:
        return ""
    if isinstance(item, float):
        return f"{item:.2f}"
    if isinstance(item, list):
        return ", ".join(map(str, item))
    return str(item)
