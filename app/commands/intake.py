"""``koe mapping`` and ``koe quarantine``: what comes in, and what could not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app import console
from app.options import CONFIG, Config, Json
from records.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    mapping = typer.Typer(help="Try a CSV mapping before the night does.", no_args_is_help=True)
    mapping.command("suggest")(mapping_suggest)
    mapping.command("test")(mapping_test)
    quarantine = typer.Typer(
        help="Rows that could not be read: nothing is lost.", no_args_is_help=True
    )
    quarantine.command("list")(quarantine_list)
    quarantine.command("replay")(quarantine_replay)
    app.add_typer(mapping, name="mapping", rich_help_panel="Look after it")
    app.add_typer(quarantine, name="quarantine", rich_help_panel="Look after it")


def mapping_suggest(
    file: Annotated[Path, typer.Argument(help="A CSV or TSV export with a header.")],
) -> None:
    """Guess a first mapping from the header: the YAML on stdout, what it could not place on stderr.

    Example: koe mapping suggest export.csv > mapping.yaml
    """
    from flows.preview import suggested

    guess = suggested(file)
    typer.echo(guess.yaml, nl=False)
    for line in guess.remarks:
        console.say(line)


def mapping_test(
    file: Annotated[Path, typer.Argument(help="A CSV or TSV export.")],
    mapping: Annotated[Path, typer.Option("--mapping", "-m", help="The YAML mapping to try.")],
    rows: Annotated[int, typer.Option(help="How many rows to show.")] = 5,
) -> None:
    """Print the first rows as Koe would read them (redacted), and the columns left over."""
    from flows.preview import try_mapping

    tried = try_mapping(file, mapping, rows)
    table = Table(show_lines=True, title=f"{file.name} as {mapping.name} reads it")
    for column in tried.columns:
        table.add_column(column, overflow="fold")
    for row in tried.rows:
        table.add_row(*row)
    console.data().print(table)
    for line in tried.remarks:
        console.say(line)
    if not tried.ok:
        raise typer.Exit(InputError.exit_code)


def quarantine_list(config: Config = CONFIG, as_json: Json = False) -> None:
    """List the rows in quarantine: reason, file, line, how often seen."""
    from flows.night import open_night
    from flows.settings import load_settings
    from warehouse.quarantine import quarantined

    rows = quarantined(open_night(load_settings(config)).warehouse)
    if as_json:
        console.as_json(rows)
        return
    table = Table("reason", "file", "line", "seen", "what was wrong")
    for row in rows:
        shown = (row["reason"], Path(row["path"]).name, row["line"], row["seen"], row["detail"])
        table.add_row(*map(str, shown))
    console.data().print(table)


def quarantine_replay(config: Config = CONFIG) -> None:
    """Read quarantined rows again, from the files they came in, after a mapping was mended."""
    from flows.night import open_night
    from flows.quarantine import replay
    from flows.settings import load_settings

    with console.progress() as progress:
        night = open_night(load_settings(config), progress=progress, say=console.say)
        told = replay(night)
    console.say(
        f"{told.loaded:,} loaded, {told.still:,} still bad, {told.gone:,} whose file is gone"
    )
