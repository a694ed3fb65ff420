"""``koe erase`` and ``koe encrypt``."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import console
from app.options import CONFIG, Config, Json

if TYPE_CHECKING:
    from flows.erasure import Erased


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("erase", rich_help_panel="Look after it")(erase)
    app.command("encrypt", rich_help_panel="Look after it")(encrypt)


def erase(
    config: Config = CONFIG,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="A file with one customer a line; default: asked for."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    finish: Annotated[
        bool, typer.Option("--finish", help="Only finish what was interrupted.")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", help="Who has it done, for the log. Default: you.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Erase a customer from everything Koe wrote, issues included, for good.

    The customer (the helpdesk's id, an e-mail address, or a pseudonym from the data) is asked
    for or read from a pipe, so that it stays out of the shell's history.

    Example: koe erase --from request.txt --dry-run
    """
    from flows import erasure
    from flows.night import open_night
    from flows.settings import load_settings

    night = open_night(load_settings(config), say=console.say)
    if finish:
        waiting = erasure.finish(night)
        done = erasure.Erased(None, {}, waiting=waiting)
    elif dry_run:
        done = erasure.look(night, _customers(source))
    else:
        done = erasure.erase(night, _customers(source), by or getpass.getuser())
    _tell(done, as_json=as_json)
    if done.waiting:
        raise typer.Exit(7)


def _customers(source: Path | None) -> list[str]:
    if source is not None:
        text = source.read_text(encoding="utf-8-sig")
    elif sys.stdin.isatty():
        text = str(typer.prompt("Customer (helpdesk id, e-mail address or pseudonym)", err=True))
    else:
        text = sys.stdin.read()
    return [line.strip() for line in text.splitlines() if line.strip()]


def _tell(done: Erased, *, as_json: bool) -> None:
    told = asdict(done)
    if as_json:
        console.as_json(told)
        return
    verb = "would go" if told["dry_run"] else "gone"
    for store, count in told["counts"].items():
        console.say(f"{store.replace('_', ' ')}: {count:,} {verb}")
    for label in told["waiting"]:
        console.say(f"waiting for the tracker: {label}; finish with `koe erase --finish`")
    for path in told["mentions"]:
        console.say(f"names this customer and is not Koe's to change: {path}")


def encrypt(
    config: Config = CONFIG,
    off: Annotated[bool, typer.Option("--off", help="Go back to plain files.")] = False,
) -> None:
    """Bring warehouse, snapshot and vectors to what protection.encrypt says.

    Set protection.encrypt = true and KOE_WAREHOUSE_KEY, then run this once.
    """
    from flows.encryption import seal
    from flows.settings import load_settings

    console.say(seal(load_settings(config), off=off, say=console.say))
