"""``[protection]``: how files are guarded on the disk."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Protection(Section):
    """How files are guarded on the disk."""

    encrypt: bool = Field(
        False,
        description="Encrypt warehouse, snapshot and vectors with the key in KOE_WAREHOUSE_KEY.",
    )
