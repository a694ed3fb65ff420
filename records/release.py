"""A release of the product, as told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Release:
    """``version`` came out on ``released_on``; ``note`` says what it was, where told."""

    version: str
    released_on: date
    note: str | None = None
