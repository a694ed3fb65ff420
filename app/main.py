"""The ``koe`` command. Doors only: every command calls a flow or the warehouse and prints."""

from __future__ import annotations

import sys

import typer

from app.commands import admin, intake, reading, running, simulator
from app.console import say
from records.errors import KoeError

HELP = """Koe (声, "voice") carries the raw voice of customers to the people who build the product,
every night, and carries their answer back.

Start with [bold]koe demo[/bold] (three made-up nights, no account needed) or [bold]koe init[/bold]
(your own). Results go to stdout, talk to stderr; [bold]--json[/bold] where a program may read it.
"""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
running.register(app)
reading.register(app)
intake.register(app)
simulator.register(app)
admin.register(app)


def main() -> None:
    """Entry point: an error Koe raised on purpose becomes its message and its exit code."""
    try:
        app()
    except KoeError as error:
        say(f"koe: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
