"""Did the voices fall after a fix? Tickets before and after it, with an honest interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, lgamma, log

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Effect:
    """Tickets in ``days`` before people closed the issue and in as many once customers had the
    fix. ``low`` and ``high`` bound after/before (a ratio of rates) with 95 % confidence;
    ``high`` is None where nobody wrote before."""

    days: float
    before: int
    after: int
    low: float
    high: float | None

    @property
    def fell(self) -> bool:
        """Whether fewer wrote than chance explains."""
        return self.high is not None and self.high < 1

    @property
    def rose(self) -> bool:
        """Whether more wrote than chance explains."""
        return self.low > 1


def effect_of(
    times: Sequence[datetime], closed_at: datetime, reached_at: datetime, days: float
) -> Effect:
    """Compare ``days`` before the issue was closed with ``days`` since the fix reached
    customers; what came between the two belongs to neither."""
    span = timedelta(days=days)
    before = sum(closed_at - span < at <= closed_at for at in times)
    after = sum(reached_at < at <= reached_at + span for at in times)
    low, high = rate_ratio_interval(before, after)
    return Effect(days, before, after, low, high)


def rate_ratio_interval(before: int, after: int) -> tuple[float, float | None]:
    """The exact 95 % interval of two Poisson rates' ratio over equally long times.

    Given the sum, the later count is binomial with p = ratio / (1 + ratio), so the interval of
    Clopper and Pearson for p gives that of the ratio (Przyborowski and Wilenski 1940).
    """
    total, tail = before + after, (1 - CONFIDENCE) / 2
    if total == 0:
        return 0.0, None
    low = 0.0 if after == 0 else _solve(lambda p: 1 - _at_most(after - 1, total, p) - tail)
    high = 1.0 if before == 0 else _solve(lambda p: tail - _at_most(after, total, p))
    return low / (1 - low), None if high == 1 else high / (1 - high)


def _solve(rising: Callable[[float], float]) -> float:
    """The root in (0, 1) of a function that rises from below zero to above it."""
    below, above = 0.0, 1.0
    for _ in range(60):
        middle = (below + above) / 2
        if rising(middle) < 0:
            below = middle
        else:
            above = middle
    return below


def _at_most(most: int, total: int, p: float) -> float:
    """P(X <= most) for X binomial, by logarithms so that thousands of tickets do not overflow."""
    if p <= 0 or p >= 1:
        return 1.0 if p <= 0 or most >= total else 0.0
    return sum(
        exp(
            lgamma(total + 1)
            - lgamma(k + 1)
            - lgamma(total - k + 1)
            + k * log(p)
            + (total - k) * log(1 - p)
        )
        for k in range(most + 1)
    )
