"""From labelled voices to a model: logistic regression on meaning and words.

What a person or the taxonomy said is an :class:`Example`. The cues do not take part in the
fitting: they were written for these very examples, and would be trusted too much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nlp.labels.features import features, rarity, word_counts, words_share
from nlp.labels.model import TaskModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Inverse regularisation (docs/decisions/0063).
_STRENGTH = 10.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it is; ``weight`` 1 is one example of the taxonomy."""

    text: str
    value: str
    weight: float = 1.0


def fit(
    task: str,
    examples: Sequence[Example],
    vectors: NDArray[np.float32],
    embedder: str,
    leanings: Mapping[str, float] | None = None,
) -> TaskModel:
    """A model of at least two values; ``vectors`` are the examples' unit rows.

    Half-way between equal weight for every value and for every example: a value with more
    examples is commoner, but not as much. ``leanings`` are log odds added to a value's bias.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    counts = word_counts([example.text for example in examples])
    weight, share = rarity(counts), words_share(len(examples))
    values = [example.value for example in examples]
    model = LogisticRegression(C=_STRENGTH, class_weight=_balance(values), max_iter=3000)
    model.fit(
        features(vectors, counts, weight, share),
        values,
        sample_weight=[example.weight for example in examples],
    )
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn folds two into one column
        weights, bias = np.hstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    known = tuple(str(value) for value in model.classes_)
    lean = np.array([(leanings or {}).get(value, 0.0) for value in known])
    return TaskModel(task, known, weights.astype(np.float32), bias + lean, weight, share, embedder)


def _balance(values: Sequence[str]) -> dict[str, float]:
    counted = Counter(values)
    mean = len(values) / len(counted)
    return {value: (mean / count) ** 0.5 for value, count in counted.items()}
