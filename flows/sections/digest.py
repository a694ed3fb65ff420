"""``[digest]``: the morning's mail and chat."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from flows.sections.section import Section


class Digest(Section):
    """The morning's mail and chat; `koe digest --send` sends it."""

    language: Literal["ja", "en"] = Field("ja", description="Language of the digest.")
    mail_to: tuple[str, ...] = Field((), description="Who gets the mail; empty: no mail.")
    mail_from: str = Field("", description="Sender of the mail.")
    smtp_host: str = Field("", description="Mail server.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the mail is protected on its way; none only on loopback."
    )
    smtp_user: str = Field("", description="Login there; empty: none.")
    chat: Literal["", "slack", "teams"] = Field(
        "", description="Post to KOE_WEBHOOK_URL as slack or teams; empty: no chat."
    )
