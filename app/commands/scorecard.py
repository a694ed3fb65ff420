"""``koe scorecard``: what Koe promises of its topics, measured."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from app import console
from app.options import Json

if TYPE_CHECKING:
    from flows.scorecard import Line


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("scorecard", rich_help_panel="Look after it")(scorecard)


def scorecard(
    data: Annotated[Path, typer.Option(help="Where the labelled sets lie.")] = Path(
        "../shared/data"
    ),
    kept: Annotated[Path, typer.Option(help="The file of all runs so far.")] = Path(
        "var/scorecard.jsonl"
    ),
    only: Annotated[str, typer.Option(help="Measure only figures whose name holds this.")] = "",
    show: Annotated[bool, typer.Option("--show", help="Measure nothing, show what is kept.")] = (
        False
    ),
    as_json: Json = False,
) -> None:
    """Measure what Koe promises and show it beside the target and the value before.

    Takes minutes. The last column is the command that measures a figure; a benchmark keeps its
    figures in the same file.

    Example: koe scorecard --only ASDC
    """
    from flows import scorecard as card

    lines = card.scorecard(data, kept, datetime.now(UTC), only="\0" if show else only)
    if as_json:
        console.as_json([_plain(line) for line in lines])
        return
    table = Table("figure", "target", "now", "", "before", "why it is absent", "command")
    for line in lines:
        table.add_row(*_cells(line))
    console.data().print(table)


def _plain(line: Line) -> dict[str, object]:
    figure = line.figure
    return {
        "figure": figure.name,
        "target": figure.target,
        "at_least": figure.at_least,
        "value": line.value,
        "met": None if line.value is None else line.is_met,
        "before": line.before,
        "absent": line.absent or None,
        "command": figure.command,
    }


def _cells(line: Line) -> tuple[str, ...]:
    figure = line.figure
    sign = "≥" if figure.at_least else "≤"
    met = "" if line.value is None else "met" if line.is_met else "missed"
    now, before = ("" if one is None else f"{one:g}" for one in (line.value, line.before))
    return figure.name, f"{sign} {figure.target:g}", now, met, before, line.absent, figure.command
