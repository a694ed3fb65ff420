"""Something that moves the number of contacts, as told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What it was."""

    RELEASE = "release"
    CAMPAIGN = "campaign"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class ProductEvent:
    """``name`` (of a release its version) began on ``began_on``; ``ended_on`` is its last day."""

    kind: EventKind
    name: str
    began_on: date
    ended_on: date | None = None
    note: str | None = None
