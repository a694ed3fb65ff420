"""``[targets]``: what support wants to reach."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Targets(Section):
    """What support wants to reach; hours run day and night."""

    reply_hours: float = Field(24, gt=0, description="A first reply is in time within these hours.")
    reply_share: float = Field(0.9, gt=0, le=1, description="Part of tickets answered in time.")
    same_day_share: float = Field(
        0.7, gt=0, le=1, description="Part of tickets answered on the day they came."
    )
    contact_rate: float = Field(
        50, gt=0, description="Tickets per 1,000 active customers and month, to stay below."
    )
    missed_reply_hours: float = Field(
        24, gt=0, description="A customer who wrote last and waits longer was missed."
    )
