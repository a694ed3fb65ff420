"""Themes: a few broad heads over the topics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme keeps its number and its topics for life; topics are added, never taken away."""

    number: int
    name_ja: str | None
    name_en: str | None
    topic_uids: tuple[str, ...]
