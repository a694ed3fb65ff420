"""``koe topics`` and ``koe sql``: read the published snapshot, also while a night runs."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app import console
from app.options import CONFIG, Config, Json
from warehouse.sealing import Place


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    topics = typer.Typer(help="What customers talk about.", no_args_is_help=True)
    topics.command("list")(topics_list)
    topics.command("show")(topics_show)
    app.add_typer(topics, name="topics", rich_help_panel="Read")
    app.command("sql", rich_help_panel="Read")(sql)


def topics_list(
    config: Config = CONFIG,
    limit: Annotated[int, typer.Option(help="How many, largest first.")] = 50,
    as_json: Json = False,
) -> None:
    """List the topics with their size, how they move, and what the product team answered."""
    from warehouse.reading import topic_list

    _print(topic_list(_snapshot(config), limit), "json" if as_json else "table")


def topics_show(
    number: Annotated[int, typer.Argument(help="The topic's number.")],
    config: Config = CONFIG,
    as_json: Json = False,
) -> None:
    """Show one topic: its weeks and its customers' own words."""
    from warehouse.reading import topic

    facts, weeks, voices = topic(_snapshot(config), number)
    if as_json:
        console.as_json(
            {"topic": _dicts(facts)[0], "weeks": _dicts(weeks), "voices": _dicts(voices)}
        )
        return
    table = Table("", "", show_header=False)
    for key, value in _dicts(facts)[0].items():
        table.add_row(key, "" if value is None else _shown(value))
    console.data().print(table)
    _print(weeks, "table")
    _print(voices, "table")


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT over the public views.")],
    config: Config = CONFIG,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask the published snapshot in SQL; it is read-only, nothing can be broken.

    Example: koe sql "select topic_name, tickets from topic_today order by 2 desc limit 5"
    """
    from warehouse.snapshot import ask

    found = ask(_snapshot(config), query)
    _print(found, "json" if as_json else "csv" if as_csv else "table")


Rows = tuple[list[str], list[tuple[object, ...]]]


def _snapshot(config: Path) -> Place:
    from flows.settings import load_settings

    return load_settings(config).snapshot


def _dicts(rows: Rows) -> list[dict[str, object]]:
    columns, values = rows
    return [dict(zip(columns, row, strict=True)) for row in values]


def _print(rows: Rows, form: str) -> None:
    columns, values = rows
    if form == "json":
        console.as_json(_dicts(rows))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows(values)
    else:
        table = Table(*columns)
        for row in values:
            table.add_row(*("" if item is None else _shown(item) for item in row))
        console.data().print(table)


def _shown(item: object) -> str:
    if isinstance(item, float):
        return f"{item:.2f}"
    if isinstance(item, list):
        return ", ".join(map(str, item))
    return str(item)
