"""``koe sql``: read the published snapshot, also while a night runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import console
from app.options import CONFIG, Config, Json
from app.tables import print_rows, snapshot_of


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("sql", rich_help_panel="Read")(sql)


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT over the public views.")],
    config: Config = CONFIG,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    parquet: Annotated[
        Path | None, typer.Option(help="Write a Parquet file instead of printing.")
    ] = None,
) -> None:
    """Ask the published snapshot in SQL; it is read-only, nothing can be broken.

    Example: koe sql "select topic_name, tickets from topic_today order by 2 desc limit 5"
    """
    from warehouse.snapshot import ask, ask_into_parquet

    if parquet is not None:
        rows = ask_into_parquet(snapshot_of(config), query, parquet)
        console.say(f"{parquet}: {rows:,} rows")
        return
    print_rows(ask(snapshot_of(config), query), as_json=as_json, as_csv=as_csv)
