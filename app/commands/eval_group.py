"""``koe eval``: measure Koe on labelled files of your own. Each command has its own module."""

from __future__ import annotations

import typer

group = typer.Typer(
    help="Measure Koe on labelled files of your own; figures go to stdout.", no_args_is_help=True
)
