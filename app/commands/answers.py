"""``koe answers``: what the product team answered, and support's word to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app import console
from app.deciding import decide
from app.options import CONFIG, Config, Json
from records.decision import SupportWish
from records.issue import Said

Topic = Annotated[int, typer.Argument(help="The topic's number, as in koe topics list.")]
By = Annotated[str, typer.Option("--by", help="Who says so: a name the product team knows.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in your own words.")]
Tickets = Annotated[
    list[str] | None,
    typer.Option("--ticket", help="A ticket as evidence; may be given several times."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    answers = typer.Typer(
        help="What the product team answered, and your word to it.", no_args_is_help=True
    )
    answers.command("list")(answers_list)
    answers.command("dispute")(dispute)
    answers.command("escalate")(escalate)
    answers.command("inform")(inform)
    answers.command("reply-list")(reply_list)
    answers.command("replied")(replied)
    answers.command("withdraw")(withdraw)
    app.add_typer(answers, name="answers", rich_help_panel="Read")


def answers_list(config: Config = CONFIG, as_json: Json = False) -> None:
    """List every answer with its reason, how long it took, how many tickets were told of it by a
    note in the helpdesk, and whether the voices fell since."""
    from flows.answers import answers
    from flows.settings import load_settings

    found = answers(load_settings(config))
    if as_json:
        console.as_json(found)
        return
    table = Table(
        "#",
        "topic",
        "issue",
        "answer",
        "回答",
        "reason",
        "since",
        "hours",
        "support",
        "told",
        "effect",
    )
    for one in found:
        table.add_row(*(_shown(cell) for cell in _cells(one)))
    console.data().print(table)


def _cells(one: dict[str, object]) -> tuple[object, ...]:
    effect = one["effect"]
    effect_told = f"{effect['before']} -> {effect['after']}" if isinstance(effect, dict) else None
    why = " ".join(str(word) for word in (one["resolution"], one["reason"]) if word)
    hours = one["hours_issue_to_answer"]
    waits = one["hours_waiting_for_answer"] if hours is None else hours
    since = str(one["answered_at"] or "")[:10]
    return (
        *(one[key] for key in ("topic_number", "topic_name", "issue_key", "answer", "answer_ja")),
        *(why, since, waits, one["support_said"], one["told"], effect_told),
    )


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def dispute(
    topic: Topic, reason: Reason, by: By, ticket: Tickets = None, config: Config = CONFIG
) -> None:
    """Ask the product team to look again at a no: your reason and tickets go into the issue.

    Example: koe answers dispute 7 --by "CS Tanaka" --reason "Three chains left" --ticket 1042
    """
    _say(config, topic, Said.DISPUTE, by, reason, ticket)


def escalate(topic: Topic, reason: Reason, by: By, config: Config = CONFIG) -> None:
    """Ask for somebody who decides, where a dispute or an issue got no answer for 14 days."""
    _say(config, topic, Said.ESCALATE, by, reason, None)


def inform(
    topic: Topic, reason: Reason, by: By, ticket: Tickets = None, config: Config = CONFIG
) -> None:
    """Answer a question that the product team asked (label koe-question)."""
    _say(config, topic, Said.INFORM, by, reason, ticket)


def replied(topic: Topic, by: By, config: Config = CONFIG) -> None:
    """Say that the customers of a shipped topic were told; they leave the reply list."""
    _say(config, topic, Said.REPLIED, by, "", None)


def reply_list(
    topic: Annotated[int | None, typer.Option(help="Only this topic.")] = None,
    config: Config = CONFIG,
    as_json: Json = False,
) -> None:
    """List whom to tell that something shipped, with a draft in the customer's language."""
    from flows.answers import replies
    from flows.settings import load_settings

    found = replies(load_settings(config), topic)
    if as_json:
        console.as_json(found)
        return
    drafts: dict[str, str] = {}
    table = Table("#", "issue", "ticket", "customer", "language", "link")
    for one in found:
        drafts.setdefault(f"{one['topic_number']} {one['language']}", one["draft"])
        keys = ("topic_number", "issue_key", "ticket_id", "customer", "language", "ticket_url")
        table.add_row(*(_shown(one[key]) for key in keys))
    console.data().print(table)
    for name, draft in drafts.items():
        console.data().print(f"\n--- draft for topic {name}\n{draft}", markup=False)


def withdraw(
    topic: Topic,
    kind: Annotated[Said, typer.Argument(help="What was said.")],
    reason: Reason,
    by: By,
    config: Config = CONFIG,
) -> None:
    """Take back what support said last, as long as the product team has not been told.

    Example: koe answers withdraw 7 dispute --by "CS Tanaka" --reason "It was another topic"
    """
    decide(config, SupportWish(kind, topic, by, reason, withdraws=True), f"{kind}: taken back")


def _say(
    config: Path, topic: int, kind: Said, by: str, reason: str, tickets: list[str] | None
) -> None:
    told = "kept" if kind is Said.REPLIED else "kept; the next koe report tells it in the issue"
    wish = SupportWish(kind, topic, by, reason, tuple(tickets or ()))
    decide(config, wish, f"{kind} about topic {topic}: {told}")
