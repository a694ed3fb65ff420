"""Probabilities of counts, in the standard library's arithmetic.

Sources: the negative binomial tail is summed from its definition; the false discovery rate is
Benjamini and Hochberg (1995, J. R. Statist. Soc. B 57).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, lgamma, log, log1p

NEGLIGIBLE = 1e-14  # of the sum so far: terms below it change nothing
NEARLY_POISSON = 1.0001


def at_least(observed: int, mean: float, variance: float) -> float:
    """P(Y >= observed) for a count of that mean and variance; 1 where ``observed`` is no more
    than the mean (nobody asks for the size of a count that did not rise).

    Negative binomial, or Poisson where the variance is no larger than the mean.
    """
    if observed <= mean or observed <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if variance <= mean * NEARLY_POISSON:
        return _poisson_tail(observed, mean)
    size = mean * mean / (variance - mean)
    ratio = mean / (mean + size)
    term = exp(
        lgamma(observed + size) - lgamma(size) - lgamma(observed + 1)
        - size * log1p(mean / size) + observed * log(ratio)
    )  # fmt: skip
    total, count = term, observed
    while term > NEGLIGIBLE * total:
        term *= ratio * (count + size) / (count + 1)
        count += 1
        total += term
    return min(1.0, total)


def _poisson_tail(observed: int, mean: float) -> float:
    term = exp(observed * log(mean) - mean - lgamma(observed + 1))
    total, count = term, observed
    while term > NEGLIGIBLE * total:
        count += 1
        term *= mean / count
        total += term
    return min(1.0, total)


def at_most(reached: int, of: int, share: float) -> float:
    """P(X <= reached) for a binomial of ``of`` trials at ``share`` (0..1): how likely so few are
    where the target is in truth met."""
    if reached >= of or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    term = of * log1p(-share)
    total = exp(term)
    for count in range(1, reached + 1):
        term += log((of - count + 1) / count) + log(share) - log1p(-share)
        total += exp(term)
    return min(1.0, total)


def discoveries(p_values: Mapping[str, float], false_share: float) -> set[str]:
    """The keys that may be told so that at most ``false_share`` (0..1) of what is told is chance,
    on average (Benjamini-Hochberg; holds for independent and for positively dependent tests)."""
    ranked = sorted(p_values.items(), key=lambda one: (one[1], one[0]))
    last = 0
    for rank, (_, p_value) in enumerate(ranked, start=1):
        if p_value <= false_share * rank / len(ranked):
            last = rank
    return {key for key, _ in ranked[:last]}
