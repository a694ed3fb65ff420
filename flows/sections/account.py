"""``[account]``: whose voices these are."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from flows.sections.section import Section


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Read once a process: the desk reads its settings at every click."""
    return frozenset(available_timezones())


class Account(Section):
    """Whose voices these are."""

    name: str = Field("helpdesk", description="Name of the helpdesk account; part of every key.")
    product: str = Field(
        "", description="Name of the product: stands in titles, and never makes or names a topic."
    )
    also_called: tuple[str, ...] = Field(
        (),
        description="What customers call it besides: short forms, other scripts. "
        "Like the product's name, left in texts as intake.keep_words are.",
    )
    time_zone: str = Field("Asia/Tokyo", description="Days and weeks are cut in this zone.")
    country: str = Field(
        "JP", pattern="^([A-Z]{2})?$", description="Whose public holidays count; empty: none."
    )
    language: Literal["topic", "ja", "en"] = Field(
        "topic", description="Language of issues: ja, en, or topic (that of its voices)."
    )

    ticket_url: str = Field(
        "", description="Where people open a ticket, with {ticket_id} in it; for links in quotes."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in _zones():
            near = get_close_matches(value, _zones(), 3)
            raise ValueError(f"no such time zone; did you mean {', '.join(near) or 'Asia/Tokyo'}?")
        return value

    @property
    def names(self) -> tuple[str, ...]:
        """All that the product is called."""
        return tuple(name for name in (self.product, *self.also_called) if name)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.time_zone)
