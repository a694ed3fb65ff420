"""What columns and their words are often called: `known_columns.yaml`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from connectors.helpdesk.plain_text import fold


@dataclass(frozen=True, slots=True)
class Known:
    """Everything folded. ``fields``: names by field, the likeliest first; ``words``: what a
    word of a column (status, role) means to Koe."""

    fields: dict[str, tuple[str, ...]]
    names: tuple[str, ...]
    dropped: tuple[str, ...]
    words: dict[str, dict[str, str]]


@cache
def known() -> Known:
    """The file beside this one."""
    path = Path(__file__).with_name("known_columns.yaml")
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Known(
        {field: _folded(names) for field, names in told["fields"].items()},
        _folded(told["names"]),
        _folded(told["dropped"]),
        {
            column: {
                fold(word): meaning for meaning, words in told[column].items() for word in words
            }
            for column in ("status", "role")
        },
    )


def _by_word(meanings: dict[str, list[str]]) -> dict[str, str]:
    return {fold(word): meaning for meaning, words in meanings.items() for word in words}


def _folded(names: list[str]) -> tuple[str, ...]:
    return tuple(map(fold, names))
