"""What a run did, in counts only: nothing a customer wrote can stand here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StageReport:
    """One stage of a run. ``peak_mb`` is the process's peak resident memory so far."""

    stage: str
    seconds: float
    peak_mb: float
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunReport:
    """The whole run, stage by stage."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    stages: tuple[StageReport, ...]
    warnings: tuple[str, ...] = ()


# (what is being done, how much is done, how much there is or None where unknown)
Progress = Callable[[str, int, int | None], None]


def silent(what: str, done: int, total: int | None) -> None:
    """A Progress that shows nothing, for tests and libraries."""
