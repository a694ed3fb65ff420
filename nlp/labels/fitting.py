"""From labelled voices to a model: a linear one on meaning and words, and examples kept.

What a person or the taxonomy said is an :class:`Example`. The cues do not take part in the
fitting: they were written for these very examples, and would be trusted too much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.labels.features import features, meaning_share, rarity, word_counts, words_share
from nlp.labels.model import TaskModel
from nlp.labels.nearest import Nearest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Inverse regularisation (docs/decisions/0063).
_STRENGTH = 10.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it is; ``weight`` 1 is one example of the taxonomy. ``shipped`` says that
    it is one, whose vector a model may keep."""

    text: str
    value: str
    weight: float = 1.0
    shipped: bool = False


def fit(
    task: str,
    examples: Sequence[Example],
    vectors: NDArray[np.float32],
    embedder: str,
    leanings: Mapping[str, float] | None = None,
) -> TaskModel:
    """A model of at least two values; ``vectors`` are the examples' unit rows.

    Where the taxonomy has examples a regression on meaning and words, else a margin on meaning and
    characters, which learns a helpdesk's own labels better (docs/decisions/0140).

    Half-way between equal weight for every value and for every example: a value with more
    examples is commoner, but not as much. ``leanings`` are log odds added to a value's bias.
    """
    import numpy as np

    how = _BY_EXAMPLES if any(example.shipped for example in examples) else _BY_ANSWERS
    counts = word_counts([example.text for example in examples], how.reading)
    values = [example.value for example in examples]
    weight, (meaning, words) = rarity(counts), how.lengths(len(values), len(set(values)))
    seen = features(vectors * np.float32(meaning), counts, weight, words)
    used = np.unique(seen.indices)  # what stands in no example gets no weight: a third of the time
    learner = how.learner(_balance(values))
    learner.fit(seen[:, used], values, sample_weight=[example.weight for example in examples])
    weights, bias = np.zeros((seen.shape[1], len(learner.coef_))), how.odds * learner.intercept_
    weights[used] = how.odds * learner.coef_.T
    weights[: vectors.shape[1]] *= meaning
    if len(learner.classes_) == 2:  # scikit-learn folds two into one column
        weights, bias = np.hstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    known = tuple(str(value) for value in learner.classes_)
    lean = np.array([(leanings or {}).get(value, 0.0) for value in known])
    return TaskModel(
        task,
        known,
        weights.astype(np.float32),
        bias + lean,
        weight,
        words,
        embedder,
        nearest=_nearest(examples, vectors, known),
        reading=how.reading,
    )


def _regression(balance: Mapping[str, float]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_STRENGTH, class_weight=balance, max_iter=3000)


def _margin(balance: Mapping[str, float]) -> Any:
    """Seeded: it visits the texts in a drawn order."""
    from sklearn.svm import LinearSVC

    return LinearSVC(C=0.5, class_weight=balance, max_iter=20_000, random_state=0)


@dataclass(frozen=True, slots=True)
class _How:
    """A way to learn: what it reads, the lengths of meaning and words by the numbers of texts
    and of values, and the log odds of one unit of its score."""

    reading: str
    lengths: Callable[[int, int], tuple[float, float]]
    learner: Callable[[Mapping[str, float]], Any]
    odds: float


# A task of the taxonomy, whose cues and nearest examples speak in log odds too.
_BY_EXAMPLES = _How("stems", lambda texts, _: (1.0, words_share(texts)), _regression, 1.0)
# A task that only people's or the helpdesk's answers teach (docs/decisions/0140).
_BY_ANSWERS = _How(
    "characters", lambda texts, values: (meaning_share(texts / values), 1.0), _margin, 5.0
)


def _nearest(
    examples: Sequence[Example], vectors: NDArray[np.float32], values: Sequence[str]
) -> Nearest | None:
    """The taxonomy's examples, or None where a task has none."""
    import numpy as np

    rows = [row for row, example in enumerate(examples) if example.shipped]
    if not rows:
        return None
    places = np.array([values.index(examples[row].value) for row in rows], dtype=np.intp)
    return Nearest(vectors[rows].astype(np.float16), places)


def _balance(values: Sequence[str]) -> dict[str, float]:
    counted = Counter(values)
    mean = len(values) / len(counted)
    return {value: (mean / count) ** 0.5 for value, count in counted.items()}
