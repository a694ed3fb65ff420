"""How far two groupings of the same texts agree; 1.0 is the same grouping under other names."""

from __future__ import annotations

from collections.abc import Sequence


def v_measure(labels: Sequence[str], found: Sequence[str]) -> float:
    """Harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg 2007)."""
    from sklearn.metrics import v_measure_score

    return float(v_measure_score(labels, found))


def adjusted_rand(labels: Sequence[str], found: Sequence[str]) -> float:
    """Agreement on pairs of texts, corrected for chance (Hubert and Arabie 1985)."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(labels, found))
