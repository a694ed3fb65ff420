"""``koe topics``: what customers talk about, and what people decide about it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import console
from app.deciding import decide
from app.options import CONFIG, Config, Json
from app.tables import dicts, print_facts, print_rows, snapshot_of

if TYPE_CHECKING:
    from records.decision import Wish

Number = Annotated[int, typer.Argument(help="The topic's number.")]
By = Annotated[str, typer.Option("--by", help="Who decides.", envvar="KOE_BY")]
Why = Annotated[str, typer.Option("--why", help="Why, in a few words; it is kept.")]

HELP = """What customers talk about, and what people decide about it.

A decision shows at once, binds every later run and can be undone; [bold]--by[/bold] and
[bold]--why[/bold] are kept with it.
"""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    topics = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode="rich")
    topics.command("list", rich_help_panel="Read")(listed)
    topics.command("show", rich_help_panel="Read")(show)
    topics.command("history", rich_help_panel="Read")(history)
    topics.command("themes", rich_help_panel="Read")(themes)
    topics.command("rename", rich_help_panel="Decide")(rename)
    topics.command("merge", rich_help_panel="Decide")(merge)
    topics.command("split", rich_help_panel="Decide")(split)
    topics.command("move", rich_help_panel="Decide")(move)
    topics.command("mute", rich_help_panel="Decide")(mute)
    topics.command("unmute", rich_help_panel="Decide")(unmute)
    topics.command("pin", rich_help_panel="Decide")(pin)
    topics.command("unpin", rich_help_panel="Decide")(unpin)
    topics.command("undo", rich_help_panel="Decide")(undo)
    topics.command("consolidate", rich_help_panel="Look again")(consolidate)
    app.add_typer(topics, name="topics", rich_help_panel="Topics")


def listed(
    config: Config = CONFIG,
    limit: Annotated[int, typer.Option(help="How many, largest first.")] = 50,
    as_json: Json = False,
) -> None:
    """List the topics with their size, how they move, and what the product team answered."""
    from warehouse.reading import topic_list

    print_rows(topic_list(snapshot_of(config), limit), as_json=as_json)


def show(number: Number, config: Config = CONFIG, as_json: Json = False) -> None:
    """Show one topic: its weeks and its customers' own words, with the ids `move` wants."""
    from warehouse.reading import topic

    facts, weeks, voices = topic(snapshot_of(config), number)
    if as_json:
        console.as_json({"topic": dicts(facts)[0], "weeks": dicts(weeks), "voices": dicts(voices)})
        return
    print_facts(dicts(facts)[0])
    print_rows(weeks)
    print_rows(voices)


def history(number: Number, config: Config = CONFIG, as_json: Json = False) -> None:
    """Tell a topic's life: what Koe did to it and what people decided, with the reasons."""
    from warehouse.reading import history as read

    print_rows(read(snapshot_of(config), number), as_json=as_json)


def themes(config: Config = CONFIG, as_json: Json = False) -> None:
    """List the themes with the topics under each, largest first."""
    from warehouse.reading import themes as read

    print_rows(read(snapshot_of(config)), as_json=as_json)


def rename(
    number: Number,
    by: By,
    why: Why,
    ja: Annotated[str | None, typer.Option(help="Its Japanese name.")] = None,
    en: Annotated[str | None, typer.Option(help="Its English name.")] = None,
    config: Config = CONFIG,
) -> None:
    """Give a topic a name that no machine replaces.

    Example: koe topics rename 3 --ja 残高が増えない --en "not topped up" --by aki --why clearer
    """
    from records.decision import DecisionKind, Wish

    _decide(config, Wish(DecisionKind.RENAME, by, why, number, name_ja=ja, name_en=en))


def merge(
    number: Annotated[int, typer.Argument(help="The topic that stays.")],
    other: Annotated[int, typer.Argument(help="The topic that goes into it.")],
    by: By,
    why: Why,
    config: Config = CONFIG,
) -> None:
    """Make two topics one; no other topic gains or loses a voice.

    Example: koe topics merge 3 14 --by aki --why "one matter"
    """
    from records.decision import DecisionKind, Wish

    _decide(config, Wish(DecisionKind.MERGE, by, why, number, other=other))


def split(number: Number, by: By, why: Why, config: Config = CONFIG) -> None:
    """Cut a topic where it holds several matters; the part nearest its middle keeps the number.

    Example: koe topics split 1 --by aki --why "refunds and double charges"
    """
    _simple("split", config, number, by, why)


def move(
    voice: Annotated[str, typer.Argument(help="A voice's id, or its beginning.")],
    by: By,
    why: Why,
    to: Annotated[int, typer.Option("--to", help="The topic it belongs in.")],
    config: Config = CONFIG,
) -> None:
    """Put one voice into the topic it belongs in; it stays there.

    Example: koe topics move 3f9a1c02b7de --to 5 --by aki --why "is about the card"
    """
    from records.decision import DecisionKind, Wish

    _decide(config, Wish(DecisionKind.MOVE, by, why, to, voice=voice))


def mute(number: Number, by: By, why: Why, config: Config = CONFIG) -> None:
    """Count a topic, but report it to nobody."""
    _simple("mute", config, number, by, why)


def unmute(number: Number, by: By, why: Why, config: Config = CONFIG) -> None:
    """Report a muted topic again."""
    _simple("unmute", config, number, by, why)


def pin(number: Number, by: By, why: Why, config: Config = CONFIG) -> None:
    """Keep a topic from being split, merged or retired by any run, and its voices in it."""
    _simple("pin", config, number, by, why)


def unpin(number: Number, by: By, why: Why, config: Config = CONFIG) -> None:
    """Let runs change a pinned topic again."""
    _simple("unpin", config, number, by, why)


def undo(
    by: By,
    why: Why,
    decision: Annotated[
        int | None, typer.Argument(help="The decision's number; without it the newest.")
    ] = None,
    config: Config = CONFIG,
) -> None:
    """Put back what a decision changed. The newest decision about a topic is undone first.

    Example: koe topics undo 7 --by aki --why "they were two matters after all"
    """
    from records.decision import DecisionKind, Wish

    _decide(config, Wish(DecisionKind.UNDO, by, why, undoes=decision))


def consolidate(config: Config = CONFIG, as_json: Json = False) -> None:
    """Look at all topics together again, on a bounded sample, and mend what repeats.

    The voices that wait for a topic are looked at first, all of them. Merges, splits or retires,
    and moves single voices to where the texts nearest to them sit, only where the evidence comes
    out again in every resample; less than 5 % of the voices move. What people decided stays.
    """
    from flows.night import open_night, run_night
    from flows.settings import load_settings

    with console.progress() as progress:
        night = open_night(load_settings(config), progress=progress, say=console.say)
        report = run_night(night, only=("consolidate", "publish"))
    if as_json:
        console.as_json(dataclasses.asdict(report))


def _simple(kind: str, config: Path, number: int, by: str, why: str) -> None:
    from records.decision import DecisionKind, Wish

    _decide(config, Wish(DecisionKind(kind), by, why, number))


def _decide(config: Path, wish: Wish) -> None:
    told = "Decision {number} holds from now on. To take it back: koe topics undo {number}"
    decide(config, wish, told)
