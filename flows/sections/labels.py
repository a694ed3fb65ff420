"""``[labels]``: what Koe learns labels from."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Labels(Section):
    """What Koe learns labels from, besides the taxonomy and people's corrections."""

    columns: dict[str, str] = Field(
        {},
        description="Where the helpdesk answers a task: tags, product_area or a mapped column; "
        "product_area is taken from the helpdesk's unless said otherwise.",
    )
    words: dict[str, dict[str, str]] = Field(
        {},
        description="What the helpdesk's words mean, by task; of tags only those named here count.",
    )
    helpdesk_answers: int = Field(
        5000, ge=0, description="Most of the helpdesk's newest answers that a training reads."
    )
    relabel_per_night: int = Field(
        2000, ge=0, description="Most voices a night that a newer model answers again."
    )
