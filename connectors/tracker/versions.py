"""Which of two releases came first, as people write their numbers."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def is_before(version: str | None, release: str | None) -> bool:
    """Whether ``version`` is older than ``release``: "6.2.0" than "v6.2.1", "6.9" than "6.10".

    False where one of them is unknown or has no dotted number in it: nothing is then known.
    """
    mine, theirs = _numbers(version), _numbers(release)
    return bool(mine and theirs) and mine < theirs


def _numbers(version: str | None) -> list[int]:
    """The numbers without trailing zeros, since 6.2 and 6.2.0 are one release."""
    found = _NUMBER.search(version or "")
    numbers = [int(part) for part in found.group().split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers
