"""``koe digest``: the morning's one screen, shown or sent."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from app import console
from app.options import CONFIG, Config


class Language(StrEnum):
    """What the digest speaks."""

    JA = "ja"
    EN = "en"


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("digest", rich_help_panel="Read")(digest)


def digest(
    config: Config = CONFIG,
    send: Annotated[
        bool, typer.Option("--send/--show", help="Send it as \\[digest] says, or print it.")
    ] = False,
    weekly: Annotated[
        bool, typer.Option("--weekly", help="Seven days instead of the newest one.")
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="Print the HTML of the mail.")] = False,
    language: Annotated[
        Language | None, typer.Option("--language", help="Default: digest.language.")
    ] = None,
) -> None:
    """One screen: what changed, the largest topics, targets, what waits for an answer.

    Example, in cron after the night: koe digest --send
    """
    from flows.digest import send_digest, shown
    from flows.settings import load_settings

    settings = load_settings(config)
    if send:
        went = send_digest(settings, weekly=weekly, language=language)
        console.say(f"digest sent: {', '.join(went)}")
        return
    print(shown(settings, weekly=weekly, html=html, language=language), end="")  # noqa: T201
