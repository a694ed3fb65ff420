"""Labels from the taxonomy alone: its examples draw the boundaries, its cues push across them.

One logistic regression a task over the embeddings of the taxonomy's own examples and descriptions
gives log odds that carry to words nobody wrote down; cue patterns and the voice's kind add log
odds of their own. The sum goes through a softmax; below the task's threshold Koe abstains rather
than guesses. A label depends on the voice and the taxonomy only, never on its neighbours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.labels.taxonomy import LabelDefinition, Task, Taxonomy, load_taxonomy
from records.voice import Label, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from nlp.embedding import Embedder

    Matrix = NDArray[np.float64]

# What the taxonomy's sentences are embedded with: the embedder itself, or a cache before it.
Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]

_METHOD = "examples+cues/1"
# Inverse regularisation and the share of the cues in the sum (docs/decisions/0062).
_STRENGTH = 10.0
_CUE_SHARE = 1.0
_DIGITS = 6  # rounding that hides how a matrix product is split between threads


@dataclass(frozen=True, slots=True)
class _Trained:
    """A task with its boundaries: ``weights`` (dimensions, labels) and ``bias`` (labels,)."""

    task: Task
    weights: Matrix
    bias: Matrix


class Labeller:
    """Answers every task of a taxonomy for a batch of voices."""

    def __init__(self, trained: Sequence[_Trained], version: str) -> None:
        self._trained = tuple(trained)
        self.version = version

    @classmethod
    def load(
        cls, taxonomy_path: Path | None, embedder: Embedder, *, embed: Embed | None = None
    ) -> Labeller:
        """Learn the taxonomy (the shipped one for None), about 3 s with the default embedder.

        ``embed`` may stand for ``embedder.embed`` where a cache remembers the taxonomy's few
        hundred sentences from the last start. Raises ConfigurationError on a wrong taxonomy.
        """
        taxonomy = load_taxonomy(taxonomy_path)
        place = {text: row for row, text in enumerate(sorted(set(_sentences(taxonomy))))}
        vectors = (embed or embedder.embed)(list(place))
        trained = [_train(task, place, vectors) for task in taxonomy.tasks]
        return cls(trained, _version(taxonomy, embedder))

    @property
    def tasks(self) -> tuple[str, ...]:
        """The questions it answers, in the taxonomy's order."""
        return tuple(one.task.key for one in self._trained)

    def label(self, voices: Sequence[Voice], vectors: NDArray[np.float32]) -> list[Label]:
        """One label per voice and task, voice by voice; ``vectors`` are the voices' unit rows."""
        chances = [_chances(one, voices, vectors) for one in self._trained]
        return [
            self._answer(voice, one.task, table[row])
            for row, voice in enumerate(voices)
            for one, table in zip(self._trained, chances, strict=True)
        ]

    def _answer(self, voice: Voice, task: Task, chances: Matrix) -> Label:
        best = int(chances.argmax())
        confidence = float(chances[best])
        value = task.labels[best].key if confidence >= task.threshold else None
        return Label(voice.voice_id, task.key, value, confidence, self.version)


def _sentences(taxonomy: Taxonomy) -> list[str]:
    return [text for task in taxonomy.tasks for one in task.labels for text in _teaching(one)]


def _teaching(label: LabelDefinition) -> list[str]:
    return [*label.examples, *label.description.values()]


def _version(taxonomy: Taxonomy, embedder: Embedder) -> str:
    parts = "\n".join((_METHOD, taxonomy.digest, embedder.identity))
    return f"taxonomy-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"


def _train(task: Task, place: dict[str, int], vectors: NDArray[np.float32]) -> _Trained:
    """Logistic regression; balanced, so that a label with more examples is not likelier."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rows = [place[text] for label in task.labels for text in _teaching(label)]
    truth = [number for number, label in enumerate(task.labels) for _ in _teaching(label)]
    # One class more than two would make scikit-learn fold the weights into one column.
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
    model.fit(vectors[rows].astype(np.float64), truth)
    weights, bias = model.coef_.T, model.intercept_
    if len(task.labels) == 2:
        weights = np.hstack([-weights / 2, weights / 2])
        bias = np.concatenate([-bias / 2, bias / 2])
    return _Trained(task, weights, bias)


def _chances(one: _Trained, voices: Sequence[Voice], vectors: NDArray[np.float32]) -> Matrix:
    """Softmax of boundaries plus cues: (voices, labels), rows adding up to 1."""
    import numpy as np

    if not voices:
        return np.zeros((0, len(one.task.labels)))
    scores = vectors.astype(np.float64) @ one.weights + one.bias
    scores = np.round(scores + _CUE_SHARE * _cue_scores(one.task, voices), _DIGITS)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def _cue_scores(task: Task, voices: Sequence[Voice]) -> Matrix:
    import numpy as np

    return np.array([[_cue_score(label, voice) for label in task.labels] for voice in voices])


def _cue_score(label: LabelDefinition, voice: Voice) -> float:
    """Log odds that the words and the kind of a voice lend a label; each cue counts once."""
    said = sum(cue.weight for cue in label.cues if cue.pattern.search(voice.text))
    return said + label.kinds.get(voice.kind, 0.0)
