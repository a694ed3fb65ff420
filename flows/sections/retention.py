"""``[retention]``: how long texts are kept. Trends outlive them."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Retention(Section):
    """How long texts are kept. Trends outlive them: a ticket whose text is gone still counts."""

    messages_days: int = Field(
        0,
        ge=0,
        description="Days after a ticket's last change that its messages are kept; 0: ever.",
    )
    voices_days: int = Field(
        0, ge=0, description="Likewise the customers' words in topics; the counts stay. 0: ever."
    )
    quarantine_days: int = Field(
        0, ge=0, description="Days that an unreadable row is kept after it last came; 0: ever."
    )
    outbox_days: int = Field(
        0,
        ge=0,
        description="Days that the text of what the tracker was told is kept; 0: ever.",
    )
    tickets_per_night: int = Field(
        20_000, ge=1, description="Most tickets a night that lose their text."
    )
    rewrite_days: int = Field(
        7, ge=1, description="Days between rewrites of the file, which free what was removed."
    )

    @property
    def is_on(self) -> bool:
        """Whether anything is ever removed."""
        ages = (self.messages_days, self.voices_days, self.quarantine_days)
        return any((*ages, self.outbox_days))
