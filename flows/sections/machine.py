"""``[machine]``: what Koe may use of the machine."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Machine(Section):
    """What Koe may use of the machine."""

    database_mb: int = Field(
        600,
        ge=200,
        description="Most memory of the database, in MB; what does not fit goes to files beside "
        "it for a while. A night takes up to a gigabyte besides.",
    )
