"""``[analysis]``: how voices become topics."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from flows.sections.section import Section


class Analysis(Section):
    """How voices become topics."""

    taxonomy: Path | None = Field(None, description="Your own taxonomy; empty: the one shipped.")
    embedder: str = Field(
        "default",
        description="What turns texts into vectors: default, english-view (sees more in "
        "English; needs the extra english), sentence-transformers:NAME (of a model or a folder), "
        "or endpoint:MODEL (OpenAI-compatible). Topics live in its space.",
    )
    endpoint_url: str = Field(
        "", description="Of endpoint:MODEL, up to /v1; its key is KOE_EMBEDDING_KEY."
    )
    allow_egress: bool = Field(
        False, description="Redacted texts may leave this machine for analysis.endpoint_url."
    )
    boilerplate_tickets: int = Field(
        5, ge=2, description="A sentence in this many tickets or more may be boilerplate."
    )
    boilerplate_share: float = Field(
        0.003, gt=0, le=1, description="… if that is also this share of all tickets."
    )
    pool_limit: int = Field(20_000, ge=100, description="Most voices that discovery looks at.")
    discover_at: int = Field(
        50,
        ge=1,
        description="Discovery runs when this many new voices wait for a topic, and on every "
        "night when all topics are looked at together.",
    )
    topic_customers: int = Field(
        3, ge=1, description="A topic is born with at least this many distinct customers."
    )
    splits_per_night: int = Field(
        5, ge=0, description="Most topics a night that outgrew their definition and are split."
    )
    consolidate_every: int = Field(
        7, ge=0, description="Nights between two looks at all topics together; 0: by hand only."
    )
    batch_tickets: int = Field(500, ge=1, description="Tickets a transaction.")
