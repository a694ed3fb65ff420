"""``koe event``: releases, campaigns and incidents, to read trends against."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from app import console
from app.options import CONFIG, Config, Json
from app.tables import print_rows, snapshot_of
from records.event import EventKind, ProductEvent


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(
        help="Releases, campaigns and incidents, to read trends against.", no_args_is_help=True
    )
    group.callback()(_group)
    group.command("add")(event_add)
    group.command("list")(event_list)
    app.add_typer(group, name="event", rich_help_panel="Look after it")


def event_list(config: Config = CONFIG, as_json: Json = False) -> None:
    """List releases, campaigns and incidents, the newest first.

    Example: koe event list --json
    """
    from warehouse.events import events_of

    print_rows(events_of(snapshot_of(config)), as_json=as_json)


def _group() -> None:
    """Releases, campaigns and incidents, to read trends against."""


def event_add(
    kind: Annotated[EventKind, typer.Argument(help="What it is.")],
    name: Annotated[str, typer.Argument(help="Its name; of a release the version.")],
    began: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")],
    ended: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="Last day.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="What it was.")] = None,
    config: Config = CONFIG,
) -> None:
    """Tell of an event; the views product_events, event_topics and release_how_to know it then.

    Example: koe event add incident "payment outage" --from 2026-10-20 --until 2026-10-21
    """
    from flows.night import open_warehouse
    from flows.settings import load_settings
    from warehouse.events import save_events
    from warehouse.snapshot import publish

    settings = load_settings(config)
    event = ProductEvent(kind, name, began.date(), ended.date() if ended else None, note)
    wh = open_warehouse(settings)
    with wh.lock():
        save_events(wh, settings.account.name, [event])
        publish(wh, settings.at(settings.paths.snapshot))
    console.say(f"{kind} {name} from {event.began_on}: kept, and in the snapshot")
