"""What the alert tests are told: their knobs, and the two clocks they may run by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """``windows``, ``baseline``, ``still``, ``memory`` and ``quiet`` are in slots (days, or hours).

    windows        lengths of the newest stretch that is compared with what came before
    tries          what the smallest p-value of all windows is multiplied by. The windows overlap,
                   so they are fewer tries than their number (measured on series without a rise:
                   benchmarks.alerts --calm)
    baseline       slots before a window that say what is usual; fewer than ``least_baseline``
                   say nothing
    still          the newest so many slots must be high as well: a rise that is over is no news
    memory         how far back a rise may have begun
    quiet          after an alert has ended, its series keeps silent so long
    false_share    part (0..1) of the alerts of one moment that may be chance
    customers      distinct customers in the window before anything is told
    least_ratio    observed over expected: a large topic moves a little all the time
    """

    windows: tuple[int, ...] = (1, 2, 3, 5, 7, 10, 14, 21)
    tries: float = 4.0
    baseline: int = 56
    least_baseline: int = 14
    still: int = 7
    memory: int = 28
    quiet: int = 14
    false_share: float = 0.15
    customers: int = 5
    least_ratio: float = 1.25

    @property
    def reach(self) -> int:
        """How many slots before a moment are looked at."""
        return self.baseline + max(*self.windows, self.memory)


DAILY = Rules()
HOURLY = Rules(
    windows=(1, 3, 6, 12, 24), tries=5.0, baseline=672, least_baseline=336, still=3, memory=24,
    quiet=48,
)  # fmt: skip
