"""A voice: one point a customer makes, as a span of one redacted message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a voice does. Only the first four carry a matter of their own."""

    COMPLAINT = "complaint"
    REQUEST = "request"
    QUESTION = "question"
    PRAISE = "praise"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Voice:
    """``text == message.text[start:stop]`` with the redacted message's text.

    ``voice_id`` is a hash of (source, ticket_id, message_id, start, stop, text): the same
    point gets the same id on every run and machine. ``opening`` is False for what goes on
    about a matter that the ticket raised before: such a voice may join a topic, but not found one.
    """

    voice_id: str
    source: str
    ticket_id: str
    message_id: str
    start: int
    stop: int
    text: str
    language: str
    said_at: datetime
    kind: Kind = Kind.CONTEXT
    opening: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """One answer of one labeller. ``value`` is None where it abstains; ``confidence`` is
    0..1; ``model`` names the version that said so."""

    voice_id: str
    task: str
    value: str | None
    confidence: float
    model: str
