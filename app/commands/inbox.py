"""``koe inbox``: decisions that wait for a run to end, and those that could not be carried out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from app import console
from app.options import CONFIG, Config, Json
from records.errors import InputError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from records.decision import Waiting

HELP = """Decisions taken while a run had the warehouse.

They are carried out in the order taken, when that run ends; one that could not be stays here
with the reason until it is dropped.
"""

NOT_SHOWN = {"by", "why", "label", "answered_at", "op_id"}  # of their own, or ids


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(help=HELP, no_args_is_help=True)
    group.command("list")(listed)
    group.command("drop")(drop)
    app.add_typer(group, name="inbox", rich_help_panel="Topics")


def listed(config: Config = CONFIG, as_json: Json = False) -> None:
    """List what waits and what was refused; carries out what no run is in the way of any more.

    Example: koe inbox list --json
    """
    from flows.decide import inbox_of, settle
    from flows.night import open_night
    from flows.settings import load_settings

    settings = load_settings(config)
    try:
        settle(open_night(settings, say=console.say))
    finally:
        _show(inbox_of(settings).entries(), settings.account.zone, as_json=as_json)


def _show(entries: list[Waiting], zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        console.as_json([asdict(one) for one in entries])
        return
    table = Table("entry", "state", "decision", "by", "why", "asked at")
    for one in entries:
        said = {k: v for k, v in asdict(one.wish).items() if v and k not in NOT_SHOWN}
        table.add_row(
            str(one.entry),
            one.refused or ("being carried out" if one.taken else "waits"),
            ", ".join(f"{key} {value}" for key, value in said.items()),
            one.wish.by,
            one.wish.why or "",
            f"{one.asked_at.astimezone(zone):%Y-%m-%d %H:%M}",
        )
    console.data().print(table)


def drop(
    entry: Annotated[int, typer.Argument(help="Its number, from `koe inbox list`.")],
    config: Config = CONFIG,
) -> None:
    """Withdraw a decision that waits, or put away one that was refused.

    Example: koe inbox drop 3
    """
    from flows.decide import inbox_of
    from flows.settings import load_settings

    if not inbox_of(load_settings(config)).withdraw(entry):
        raise InputError(
            f"nothing can be withdrawn as {entry}",
            expected="one that waits, or was refused; what a run has begun with can be undone",
            next_step="see which: koe inbox list",
        )
    console.say(f"{entry}: dropped")
