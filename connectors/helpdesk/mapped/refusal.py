"""How a mapping file is told what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn, TypeVar

from records.errors import ConfigurationError

Choice = TypeVar("Choice", bound=StrEnum)


def refuse(key: str, got: object, expected: str) -> NoReturn:
    """Raise for one value, naming its key."""
    raise ConfigurationError(f"{key} is {got!r}", expected=expected)


def check_keys(prefix: str, raw: Iterable[object], valid: Sequence[str]) -> None:
    """Raise for the first key that is not valid, with the nearest one that is."""
    for key in raw:
        if key not in valid:
            raise ConfigurationError(
                f"{prefix}{key} is not a key of a mapping{nearest(str(key), valid)}",
                expected=f"one of {', '.join(valid)}",
            )


def nearest(name: str, valid: Sequence[str]) -> str:
    """ " (did you mean …?)", or nothing where none is near."""
    close = get_close_matches(name, valid, n=2, cutoff=0.6)
    return f" (did you mean {' or '.join(close)}?)" if close else ""


def choice(key: str, raw: object, kind: type[Choice]) -> Choice:
    """The member of ``kind`` with this value."""
    words = [member.value for member in kind]
    if isinstance(raw, str) and raw in words:
        return kind(raw)
    raise ConfigurationError(
        f"{key} is {raw!r}{nearest(str(raw), words)}", expected=f"one of {', '.join(words)}"
    )
