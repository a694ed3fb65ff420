"""``[helpdesk]``: the helpdesk that is asked through its API."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal

from pydantic import Field

from flows.sections.section import Section
from records.ticket import Status


class Helpdesk(Section):
    """The helpdesk that is asked through its API; its tokens are secrets, in ``.env``."""

    kind: Literal["files", "zendesk", "intercom", "freshdesk", "rt"] = Field(
        "files", description="files (exports only), zendesk, intercom, freshdesk or rt."
    )
    url: str = Field("", description="Where its API is, e.g. https://example.zendesk.com.")
    client_id: str = Field(
        "", description="Zendesk: identifier of the OAuth client (with KOE_ZENDESK_CLIENT_SECRET)."
    )
    user: str = Field(
        "",
        description="Zendesk: e-mail of an API token's owner. RT: user of KOE_RT_PASSWORD.",
    )
    since: date | None = Field(
        None, description="First day of the first pull; empty: everything there is."
    )
    requests_per_minute: float | None = Field(
        None, gt=0, description="Pace of requests; empty: below the smallest plan's limit."
    )
    notes: bool = Field(
        False,
        description="Tell tickets of the product team's answer, as internal notes (zendesk, rt).",
    )
    notes_per_run: int = Field(50, ge=0, description="Most such notes a run.")
    notes_ticket_days: float = Field(
        90, ge=0, description="Older tickets (in days before the answer) get no note."
    )
    recheck: int = Field(
        200,
        ge=0,
        description="Intercom: known conversations asked for again a night, since no list tells"
        " which were deleted (0: none).",
    )

    statuses: dict[str, Literal["new", "open", "pending", "resolved", "closed", "spam"]] = Field(
        {}, description="What the account's own statuses are (RT, Freshdesk), by name or number."
    )
    fields: dict[str, str] = Field(
        {},
        description="What custom fields mean, by name: version, product_area, segment or ignore.",
    )

    @property
    def known_statuses(self) -> dict[str, Status]:
        """The account's own statuses, folded as they are compared."""
        return {name.casefold(): Status(told) for name, told in self.statuses.items()}

    @property
    def is_asked(self) -> bool:
        """Whether there is an API to ask."""
        return self.kind != "files"

    @property
    def begins(self) -> datetime:
        """The beginning of the first pull, UTC; before any helpdesk where nothing is said."""
        day = self.since or date(2000, 1, 1)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
