"""``koe labels``: what people say of labels, and the models that learn from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from app import console
from app.deciding import decide
from app.options import CONFIG, Config, Json

if TYPE_CHECKING:
    from flows.night import Night

HELP = """Say what a voice really is, and let Koe learn from it.

A correction shows at once, is stronger than any model, and can be undone; [bold]--by[/bold] and
[bold]--why[/bold] are kept with it. Read docs/labels.md for how to read a model card.
"""

By = Annotated[str, typer.Option("--by", help="Who decides.", envvar="KOE_BY")]
Why = Annotated[str, typer.Option("--why", help="Why, in a few words; it is kept.")]
Task = Annotated[str, typer.Argument(help="request_type, stage, sentiment, severity, product_area")]
Version = Annotated[str, typer.Argument(help="A version from `koe labels models`.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    labels = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode="rich")
    for command in (correct, undo, use):
        labels.command(command.__name__, rich_help_panel="Decide")(command)
    labels.command("list", rich_help_panel="Read")(listed)
    labels.command("next", rich_help_panel="Read")(ask_next)
    labels.command("models", rich_help_panel="Read")(models)
    labels.command("show", rich_help_panel="Read")(show)
    labels.command("train", rich_help_panel="Learn")(train)
    labels.command("apply", rich_help_panel="Learn")(apply)
    app.add_typer(labels, name="labels", rich_help_panel="Labels")


def correct(
    target: Annotated[str, typer.Argument(help="A ticket's id, or the beginning of a voice's.")],
    task: Task,
    value: Annotated[str, typer.Argument(help="What it is, e.g. bug.")],
    by: By,
    why: Why,
    config: Config = CONFIG,
) -> None:
    """Say what a ticket or a voice is; it shows at once, and no model ever overrules it.

    Example: koe labels correct 20004 request_type bug --by mori --why "the code never came"
    """
    from records.decision import LabelWish

    told = "Kept as correction {number}; to take it back: koe labels undo {number}"
    decide(config, LabelWish(by, why, target, task, value), told)


def undo(
    number: Annotated[int, typer.Argument(help="The correction, from `koe labels list`.")],
    by: By,
    why: Why,
    config: Config = CONFIG,
) -> None:
    """Take a correction back: the label says again what the model said."""
    from records.decision import LabelWish

    decide(config, LabelWish(by, why, undoes=number), "Correction {number} is undone.")


def listed(config: Config = CONFIG, as_json: Json = False) -> None:
    """List every correction: who said what, when and why, and whether it still holds."""
    from warehouse.labels import corrections

    rows = corrections(_night(config).warehouse)
    _print(
        rows,
        ("correction", "task", "value", "ticket_id", "holds", "decided_by", "why", "decided_at"),
        as_json=as_json,
    )


def ask_next(
    task: Task = "request_type",
    config: Config = CONFIG,
    count: Annotated[int, typer.Option(min=1, help="How many voices.")] = 20,
    as_json: Json = False,
) -> None:
    """Show the voices whose answers would help most: those Koe is unsure of, unlike each other.

    Example: koe labels next request_type --count 10
    """
    from flows.label_training import ask_next as find

    rows = [
        {
            "voice_id": voice.voice_id,
            "ticket_id": voice.ticket_id,
            "answer": value,
            "confidence": round(confidence, 2),
            "text": voice.text,
        }
        for voice, value, confidence in find(_night(config), task, count)
    ]
    _print(rows, ("voice_id", "ticket_id", "answer", "confidence", "text"), as_json=as_json)


def train(
    task: Task,
    by: By,
    config: Config = CONFIG,
    why: Why = "trained anew",
    take: Annotated[
        bool | None,
        typer.Option("--use/--keep", help="Default: use it unless what answers now is better."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Learn from all corrections and the helpdesk's own words; the card says how good it is.

    Example: koe labels train request_type --by mori
    """
    from dataclasses import asdict

    from flows.label_training import learn

    found = learn(_night(config), task, by=by, why=why, take=take)
    if as_json:
        console.as_json(asdict(found))
        return
    _print_card(found.version, found.card)
    console.say("In use from now on." if found.taken else "Kept, but not in use: it is no better.")
    console.say("Next: koe labels apply, or let the nights label history anew, newest first.")


def models(config: Config = CONFIG, as_json: Json = False) -> None:
    """List every trained version: macro-F1, coverage, which one answers."""
    from warehouse.labels import models as trained

    rows = trained(_night(config).warehouse)
    if as_json:
        console.as_json(rows)
        return
    short = [row | {key: row["card"][key] for key in ("n", "macro_f1", "coverage")} for row in rows]
    columns = ("version", "in_use", "n", "macro_f1", "coverage", "trained_by", "trained_at")
    _print(short, columns, as_json=False)


def show(version: Version, config: Config = CONFIG, as_json: Json = False) -> None:
    """Show a version's model card: what it learnt from, figures by class and by language."""
    from flows.label_training import model_of

    model = model_of(_night(config), version)
    if as_json:
        console.as_json(model)
    else:
        _print_card(version, model["card"])


def use(
    version: Annotated[str, typer.Argument(help="A version, or TASK=taxonomy for none.")],
    by: By,
    why: Why,
    config: Config = CONFIG,
) -> None:
    """Let this version answer from now on: forward, or back to an earlier one.

    Example: koe labels use request_type=taxonomy --by mori --why "too many complaints"
    """
    from flows.label_training import use as put_to_use

    task = put_to_use(_night(config), version, by=by, why=why)
    console.say(f"{task} is answered by {version}.")
    console.say("Next: koe labels apply, or let the nights label history anew, newest first.")


def apply(
    config: Config = CONFIG,
    limit: Annotated[int, typer.Option(min=1, help="Most voices, newest first.")] = 1_000_000,
) -> None:
    """Label history anew with the versions in use; can be stopped and run again at any time."""
    from flows.labels import labeller_of, relabel
    from flows.topic_models import embedder_of

    with console.progress() as progress:
        night = _night(config)
        night.progress = progress
        embedder = embedder_of(night)
        done = relabel(night, labeller_of(night, embedder), embedder, limit)
    console.say(f"{done:,} voices labelled anew.")


def _night(config: Path) -> Night:
    from flows.night import open_night
    from flows.settings import load_settings

    return open_night(load_settings(config), say=console.say)


def _print(rows: list[dict[str, Any]], columns: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        console.as_json(rows)
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if row[key] is None else str(row[key]) for key in columns))
    console.data().print(table)


def _print_card(version: str, card: dict[str, Any]) -> None:
    table = Table("value", "precision", "recall", "F1", "answers", title=version)
    for value, one in card["by_class"].items():
        shares = (f"{one[key]:.2f}" for key in ("precision", "recall", "f1"))
        table.add_row(value, *shares, str(one["support"]))
    console.data().print(table)
    for key, value in card.items():
        if key != "by_class":
            console.data().print(f"{key}: {value}")
