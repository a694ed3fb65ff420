"""``koe run`` and its single steps, ``koe deploy`` and ``koe demo``."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app import console
from app.options import CONFIG, BelieveAllGone, Config, DryRun, Export, FirstFill, Json


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("demo", rich_help_panel="Start here")(demo)
    app.command("run", rich_help_panel="Every night")(run)
    app.command("intake", rich_help_panel="Every night")(intake)
    app.command("analyse", rich_help_panel="Every night")(analyse)
    app.command("report", rich_help_panel="Every night")(report)
    app.command("publish", rich_help_panel="Every night")(publish)
    app.command("deploy", rich_help_panel="Every night")(deploy)


def demo(
    folder: Annotated[Path, typer.Option(help="Where to put what the demo makes.")] = Path(
        "koe-demo"
    ),
) -> None:
    """Three nights of a made-up payment app, against a Jira simulator on this machine."""
    from app.demo import run_demo

    run_demo(folder)


def run(
    config: Config = CONFIG,
    export: Export = None,
    dry_run: DryRun = False,
    allow_first_fill: FirstFill = None,
    as_json: Json = False,
) -> None:
    """A whole night: intake, analyse, report, publish. Safe to run again at any time.

    Example: koe run --export exports/2026-10-30.ndjson.gz
    """
    from flows.night import STAGES

    _night(config, STAGES, export, dry_run, as_json, allow_first_fill)


def intake(config: Config = CONFIG, export: Export = None, as_json: Json = False) -> None:
    """Read export files into the warehouse, redacted; a file that was read before is skipped."""
    _night(config, ["intake"], export, False, as_json)


def analyse(config: Config = CONFIG, as_json: Json = False) -> None:
    """Cut new and changed tickets into voices, label them, give them topics."""
    _night(config, ["analyse"], None, False, as_json)


def report(
    config: Config = CONFIG,
    dry_run: DryRun = False,
    allow_first_fill: FirstFill = None,
    believe_all_gone: BelieveAllGone = False,
    as_json: Json = False,
) -> None:
    """Open and update issues; hear what the product team answered."""
    _night(config, ["report"], None, dry_run, as_json, allow_first_fill, believe_all_gone)


def publish(config: Config = CONFIG, as_json: Json = False) -> None:
    """Write the snapshot and the page that everybody reads."""
    _night(config, ["publish"], None, False, as_json)


def deploy(
    config: Config = CONFIG,
    cron: Annotated[
        str, typer.Option(help="When to run, in the account's time zone.")
    ] = "0 5 * * *",
) -> None:
    """Schedule the night on a Prefect server (PREFECT_API_URL)."""
    from flows.deploy import deploy as create

    made = create(config, cron=cron)
    console.say(f"Deployed {made.deployment}: {made.cron} ({made.time_zone}), pool {made.pool}.")
    console.say(f"Next: keep a worker running: prefect worker start --pool {made.pool}")


def _night(
    config: Path,
    stages: Sequence[str],
    export: Sequence[Path] | None,
    dry_run: bool,
    as_json: bool,
    allow_first_fill: int | None = None,
    believe_all_gone: bool = False,
) -> None:
    from flows.night import open_night, run_night
    from flows.settings import load_settings

    settings = load_settings(config)
    if allow_first_fill is not None:
        settings = settings.with_first_fill(allow_first_fill)
    with console.progress() as progress:
        night = open_night(
            settings, progress=progress, say=console.say, exports=export, dry_run=dry_run
        )
        night.believe_all_gone = believe_all_gone
        report = run_night(night, only=stages)
    if as_json:
        console.as_json(dataclasses.asdict(report))
