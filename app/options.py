"""Options that several commands share, so that they are spelled and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[Path, typer.Option("--config", "-c", help="Settings file.", envvar="KOE_CONFIG")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, for programs.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be written to the tracker, and why.")
]
Export = Annotated[
    list[Path] | None,
    typer.Option(
        "--export",
        "-e",
        help="An export file or folder; may be given several times. Default: intake.exports.",
    ),
]
FirstFill = Annotated[
    int | None,
    typer.Option(
        "--allow-first-fill",
        min=0,
        help="How many issues a very first run may open. Default: tracker.allow_first_fill.",
    ),
]
BelieveAllGone = Annotated[
    bool,
    typer.Option(
        "--believe-all-gone",
        help="All of Koe's issues were really deleted; without it that is taken for a lost right.",
    ),
]

CONFIG = Path("koe.toml")
