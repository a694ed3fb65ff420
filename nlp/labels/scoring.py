"""How good answers are: one definition for `koe eval labels`, model cards and benchmarks.

An abstention is no answer: precision, recall and F1 are of the answered texts, and coverage says
how many those are. ``macro_f1_of_all`` counts every abstention as a miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]


def figures(truths: Sequence[str], answers: Sequence[str | None]) -> Figures:
    """Figures of ``answers`` (None for an abstention) against ``truths``.

    The macro average is over the values that stand in ``truths``: a value that only the model
    knows lowers the precision of the others, but has no recall of its own. 0..1 each.
    """
    answered = [(t, a) for t, a in zip(truths, answers, strict=True) if a is not None]
    values = sorted(set(truths))
    by_class = {value: _of_class(value, answered, truths) for value in values}
    everything = [(t, a or "") for t, a in zip(truths, answers, strict=True)]
    return {
        "n": len(truths),
        "accuracy": _share(sum(t == a for t, a in answered), len(answered)),
        "macro_f1": _mean([by_class[value]["f1"] for value in values]),
        "macro_f1_of_all": _mean([_f1(value, everything) for value in values]),
        "coverage": _share(len(answered), len(truths)),
        "by_class": by_class,
    }


def _of_class(
    value: str, answered: Sequence[tuple[str, str]], truths: Sequence[str]
) -> dict[str, float]:
    right = sum(t == a == value for t, a in answered)
    return {
        "precision": _share(right, sum(a == value for _, a in answered)),
        "recall": _share(right, sum(t == value for t, _ in answered)),
        "f1": _f1(value, answered),
        "support": sum(t == value for t in truths),
    }


def _f1(value: str, pairs: Sequence[tuple[str, str]]) -> float:
    right = sum(t == a == value for t, a in pairs)
    named = sum(a == value for _, a in pairs) + sum(t == value for t, _ in pairs)
    return _share(2 * right, named)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
