"""What people ask of the snapshot at a terminal: columns and rows, ready to print."""

from __future__ import annotations

from typing import Any

from records.errors import InputError
from warehouse.sealing import Place
from warehouse.snapshot import ask
from warehouse.sql import query

Answer = tuple[list[str], list[tuple[Any, ...]]]
VOICES = 10


def topic_list(snapshot: Place, limit: int) -> Answer:
    """The largest topics."""
    return ask(snapshot, query("topic_list"), {"max_topics": limit})


def topic(snapshot: Place, number: int) -> tuple[Answer, Answer, Answer]:
    """One topic: its facts, its weeks, its voices. Raises InputError for a number that no
    active topic has."""
    facts = ask(snapshot, query("topic_facts"), {"number": number})
    if not facts[1]:
        raise InputError(
            f"there is no active topic {number}", next_step="see the numbers: koe topics list"
        )
    weeks = ask(snapshot, query("topic_weeks"), {"number": number})
    voices = ask(snapshot, query("topic_voices"), {"number": number, "max_voices": VOICES})
    return facts, weeks, voices


def history(snapshot: Place, number: int) -> Answer:
    """A topic's life: what Koe did and what people decided. Raises InputError for a number that
    was never given."""
    found = ask(snapshot, query("topic_history"), {"number": number})
    if not found[1]:
        raise InputError(f"there was never a topic {number}", next_step="koe topics list")
    return found


def themes(snapshot: Place) -> Answer:
    """The themes, largest first, with the topics under each."""
    return ask(snapshot, query("theme_list"))
