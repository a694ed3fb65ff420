"""``koe eval spikes``: what would have been told, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import console


def register(group: typer.Typer) -> None:
    """Add the command of this file to ``koe eval``."""
    group.command("spikes")(eval_spikes)


def eval_spikes(
    file: Annotated[
        Path, typer.Argument(help="CSV: date and topic or text; perhaps version and customer.")
    ],
    hourly: Annotated[
        bool, typer.Option("--hourly", help="Look every hour; the dates must tell the time.")
    ] = False,
    country: Annotated[
        str, typer.Option(help="Whose public holidays count (ISO code; empty: none).")
    ] = "JP",
) -> None:
    """Replay a dated file day by day and print the alerts it would have raised, as one JSON object.

    Without a topic column Koe finds the topics itself. Example: koe eval spikes history.csv
    """
    from flows.spikes_evaluation import evaluate_spikes

    console.as_json(evaluate_spikes(file, hourly=hourly, country=country))
