"""What every command that decides does: carry it out, or say that it waits, and for whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import console

if TYPE_CHECKING:
    from records.decision import AnyWish


def decide(config: Path, wish: AnyWish, done: str) -> None:
    """Through the one door; ``done`` is what to say then, with ``{number}`` for its number."""
    from flows.decide import ask
    from flows.night import open_night
    from flows.settings import load_settings

    told = ask(open_night(load_settings(config), say=console.say), wish)
    if told.entry is None:
        console.say(done.format(number=told.number))
        return
    console.say(told.busy)
    console.say(
        f"Kept in the inbox as {told.entry}: it is carried out when that run ends. "
        "See it, or whether it could not be: koe inbox list"
    )
