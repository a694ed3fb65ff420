"""``[desk]``: the page for customer support."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Desk(Section):
    """Where the desk listens and who may decide there."""

    port: int = Field(8501, ge=1, le=65535, description="Port of `koe desk`.")
    address: str = Field(
        "127.0.0.1",
        description="Address it listens on; any other than loopback needs a login (docs/desk.md).",
    )
    reviewers: tuple[str, ...] = Field(
        (), description="E-mail addresses of those who may decide once a login is set up."
    )
