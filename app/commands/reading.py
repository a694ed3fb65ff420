"""``koe topics`` and ``koe sql``: read the published snapshot, also while a night runs."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app import console
from app.options import CONFIG, Config, Json


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
    rows = _ask(
        config,
        "SELECT topic_number, topic_name, tickets, customers, tickets_last_7_days,"
        " tickets_prior_7_days, request_type, issue_key, answer"
        f" FROM topic_today ORDER BY tickets DESC, topic_number LIMIT {int(limit)}",
    )
    _print(rows, "json" if as_json else "table")


def topics_show(
    number: Annotated[int, typer.Argument(help="The topic's number.")],
    config: Config = CONFIG,
    as_json: Json = False,
) -> None:
    """Show one topic: its weeks and its customers' own words."""
    form = "json" if as_json else "table"
    for query in (
        f"SELECT * FROM topic_today WHERE topic_number = {int(number)}",
        "SELECT week, tickets, customers, share FROM topic_trend_weekly"
        f" WHERE topic_number = {int(number)} ORDER BY week",
        "SELECT said_at::DATE AS day, language, text FROM voice_quotes"
        f" WHERE topic_number = {int(number)} ORDER BY similarity DESC LIMIT 10",
    ):
        _print(_ask(config, query), form)


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT over the public views.")],
    config: Config = CONFIG,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask the published snapshot in SQL; it is read-only, nothing can be broken.

    Example: koe sql "select topic_name, tickets from topic_today order by 2 desc limit 5"
    """
    _print(_ask(config, query), "json" if as_json else "csv" if as_csv else "table")


Rows = tuple[list[str], list[tuple[object, ...]]]


def _ask(config: Path, query: str) -> Rows:
    from flows.settings import load_settings
    from warehouse.snapshot import ask

    settings = load_settings(config)
    return ask(settings.at(settings.paths.snapshot), query)


def _print(rows: Rows, form: str) -> None:
    columns, values = rows
    if form == "json":
        items = [dict(zip(columns, row, strict=True)) for row in values]
        print(json.dumps(items, default=str, ensure_ascii=False))  # noqa: T201
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
