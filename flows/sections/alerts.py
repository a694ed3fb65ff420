"""``[alerts]``: when a rise is told."""

from __future__ import annotations

from pydantic import Field

from flows.sections.section import Section


class Alerts(Section):
    """When a rise is told."""

    false_share: float = Field(
        0.15, gt=0, lt=1, description="Part of a night's new alerts that may be chance, on average."
    )
    customers: int = Field(5, ge=1, description="Distinct customers before anything is told.")
    least_ratio: float = Field(
        1.25, ge=1, description="Observed over expected: a large topic moves a little all the time."
    )
    quiet_days: int = Field(14, ge=1, description="A topic keeps silent so long after its alert.")
